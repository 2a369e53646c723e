// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

import dev.faultline.agent.alert.notice.Notice;
import dev.faultline.agent.alert.notice.Severity;
import java.util.Collections;
import java.util.List;

/** What one message is to tell: a notice, or several that there was no room for one by one. */
final class Told {
  /** At least one, oldest first. */
  final List<Notice> notices;

  /** How many more there were, of which nothing is known any more. */
  final long omitted;

  /** 0; 1 for the message that is sent because it was too long. */
  final int shorter;

  Told(List<Notice> notices, long omitted, int shorter) {
    this.notices = notices;
    this.omitted = omitted;
    this.shorter = shorter;
  }

  static Told of(Notice notice) {
    return new Told(Collections.singletonList(notice), 0, 0);
  }

  /** How much of a limit is to be used. */
  int limit(int limit) {
    return shorter == 0 ? limit : limit / 2;
  }

  boolean isDigest() {
    return notices.size() > 1 || omitted > 0;
  }

  /** Whether somebody should be called for: not when all is well again. */
  boolean calls() {
    for (Notice each : notices) {
      switch (each.event) {
        case FIRING:
        case REPEAT:
        case ESCALATED:
          return true;
        default:
      }
    }
    return false;
  }

  Tone tone() {
    Tone tone = Tone.BLUE;
    boolean resolved = true;
    for (Notice each : notices) {
      if (each.event == Notice.Event.RESOLVED) continue;
      resolved = false;
      if (each.event == Notice.Event.TEST || each.event == Notice.Event.HEARTBEAT) continue;
      if (each.severity == Severity.CRITICAL) tone = Tone.RED;
      if (each.severity == Severity.WARNING && tone == Tone.BLUE) tone = Tone.ORANGE;
    }
    return resolved ? Tone.GREEN : tone;
  }
}
