// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

import dev.faultline.agent.alert.notice.AlertGroup;
import dev.faultline.agent.alert.notice.Notice;
import dev.faultline.agent.alert.notice.Severity;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A notice that is on its way to one channel. Immutable. */
final class Waiting {
  final Notice notice;

  /** When it was told. */
  final long since;

  /** What the rule falls back to; null for what the channel does. */
  final @Nullable String fallback;

  /** Channels that have failed it. */
  final Set<String> tried;

  /** Of the button: one attempt, the outcome of which somebody waits for; null else. */
  final @Nullable CompletableFuture<String> asked;

  private Waiting(
      Notice notice,
      long since,
      @Nullable String fallback,
      Set<String> tried,
      @Nullable CompletableFuture<String> asked) {
    this.notice = notice;
    this.since = since;
    this.fallback = fallback;
    this.tried = tried;
    this.asked = asked;
  }

  static Waiting of(Notice notice, long now, @Nullable String fallback) {
    return new Waiting(notice, now, fallback, Collections.<String>emptySet(), null);
  }

  static Waiting asked(Notice notice, long now, CompletableFuture<String> answer) {
    return new Waiting(notice, now, null, Collections.<String>emptySet(), answer);
  }

  /** On its way to another channel, with as much time as the first had. */
  Waiting after(String channel, long now) {
    Set<String> all = new HashSet<>(tried);
    all.add(channel);
    return new Waiting(notice, now, null, all, null);
  }

  /** Whether it may use what is kept for such: what is worst, and that it is over. */
  boolean isUrgent() {
    return asked != null
        || notice.event == Notice.Event.RESOLVED
        || notice.severity == Severity.CRITICAL && notice.event != Notice.Event.DIGEST;
  }

  /** Whether the two tell of the same thing, so that their order matters. */
  boolean concerns(Waiting other) {
    for (AlertGroup each : notice.groups) {
      for (AlertGroup their : other.notice.groups) {
        if (each.key.equals(their.key)) return true;
      }
    }
    return false;
  }
}
