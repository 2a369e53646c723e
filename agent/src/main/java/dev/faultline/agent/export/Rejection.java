// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export;

/** What an endpoint that answered with success did not take after all. */
public final class Rejection {
  public static final Rejection NONE = new Rejection(0, "");

  /** Records not taken; not negative. */
  public final long count;

  /** Why, in the endpoint's words; empty when it gave none. */
  public final String message;

  public Rejection(long count, String message) {
    this.count = count;
    this.message = message;
  }
}
