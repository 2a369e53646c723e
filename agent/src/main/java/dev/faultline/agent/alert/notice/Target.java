// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.notice;

import org.jspecify.annotations.Nullable;

/** Where a rule's notices go: a channel by its name, and another where that one fails. */
public final class Target {
  public final String channel;

  public final @Nullable String fallback;

  public Target(String channel, @Nullable String fallback) {
    this.channel = channel;
    this.fallback = fallback;
  }

  /** As a rule writes it. */
  @Override
  public String toString() {
    return fallback == null ? channel : channel + " else " + fallback;
  }
}
