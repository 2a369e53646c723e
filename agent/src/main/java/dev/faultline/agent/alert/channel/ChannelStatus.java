// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

/** How one channel is doing. Immutable. */
public final class ChannelStatus {
  public final String name;

  /** Such as {@code dingtalk}. */
  public final String type;

  /** Where it leads, without what is secret. */
  public final String target;

  /** {@code ok}, {@code failing}, or {@code locked}: it refuses us until something is changed. */
  public final String state;

  /** Without secrets; empty where the last attempt has succeeded, or there was none. */
  public final String lastError;

  /** Notices that it took, one by one or in digests. */
  public final long sent;

  /** Notices that it did not take; a fallback may have. */
  public final long failed;

  /** Notices of which it could only tell the number. */
  public final long dropped;

  /** Notices that wait. */
  public final int waiting;

  ChannelStatus(Outlet outlet, long now) {
    this.name = outlet.name();
    this.type = outlet.channel.config.type();
    this.target = outlet.channel.config.target();
    this.state = outlet.isLocked(now) ? "locked" : outlet.failing ? "failing" : "ok";
    this.lastError = outlet.lastError;
    this.sent = outlet.sent;
    this.failed = outlet.failed;
    this.dropped = outlet.dropped;
    this.waiting = outlet.waiting();
  }
}
