// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

import dev.faultline.agent.alert.notice.Notice;
import java.util.ArrayList;
import java.util.List;

/** One message and the attempts to deliver it. */
final class Job {
  final List<Waiting> parts;
  final long omitted;
  int failures;
  int shorter;

  Job(List<Waiting> parts, long omitted) {
    this.parts = parts;
    this.omitted = omitted;
  }

  /** With nothing new to tell: what is so is said again. */
  static Job refresh() {
    return new Job(new ArrayList<>(), 0);
  }

  boolean isRefresh() {
    return parts.isEmpty();
  }

  Told told() {
    List<Notice> notices = new ArrayList<>();
    for (Waiting each : parts) notices.add(each.notice);
    return new Told(notices, omitted, shorter);
  }

  boolean isAsked() {
    return parts.size() == 1 && parts.get(0).asked != null;
  }

  /** When the first of it was told. */
  long since() {
    return parts.get(0).since;
  }
}
