// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

import dev.faultline.agent.alert.notice.Notice;
import java.io.IOException;

/** One way to tell people or tools. Used by one thread at a time, but for {@link #abort}. */
abstract class Channel {
  final ChannelConfig config;
  final Redaction redaction;

  Channel(ChannelConfig config) {
    this.config = config;
    this.redaction = config.redaction();
  }

  /**
   * Makes one attempt.
   *
   * @throws IOException when there is no answer; its message may hold secrets
   */
  abstract Verdict send(Told told) throws IOException;

  /** How much it takes. */
  abstract Rate rate();

  /** When {@link #refresh} is due, in milliseconds since 1970; {@code Long.MAX_VALUE} for never. */
  long refreshMillis() {
    return Long.MAX_VALUE;
  }

  /** Says again what is still so, to those who forget. */
  Verdict refresh(long nowMillis) throws IOException {
    return Verdict.delivered();
  }

  /** Will never be sent here. For any thread. */
  void missed(Notice notice) {}

  /** Breaks off what is under way. For any thread. */
  void abort() {}
}
