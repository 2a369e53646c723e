// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.transport;

import org.jspecify.annotations.Nullable;

/** What an endpoint answered. */
public final class Answer {
  /** HTTP status, 100 to 599. */
  public final int status;

  /** The header of that name, or null. */
  public final @Nullable String retryAfter;

  /** Not null; empty when there was none or it could not be read. */
  public final byte[] body;

  public Answer(int status, @Nullable String retryAfter, byte[] body) {
    this.status = status;
    this.retryAfter = retryAfter;
    this.body = body;
  }

  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }
}
