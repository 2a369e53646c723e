// SPDX-License-Identifier: Apache-2.0
package dev.faultline.harness;

/** What the agent sent is not what it should be. */
public final class BadPayload extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadPayload(String message) {
    super(message);
  }
}
