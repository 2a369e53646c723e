// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

import dev.faultline.agent.alert.notice.AlertGroup;
import dev.faultline.agent.alert.notice.AlertGroupBuilder;
import dev.faultline.agent.alert.notice.Notice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One group of one notice. */
final class Alert {
  final Notice notice;
  final AlertGroup group;
  final Map<String, String> labels;

  private Alert(Notice notice, AlertGroup group) {
    this.notice = notice;
    this.group = group;
    this.labels = Facts.labels(notice, group);
  }

  /** At least one: a test and a heartbeat are told as a group without labels. */
  static List<Alert> of(Told told, int max) {
    List<Alert> alerts = new ArrayList<>();
    for (Notice notice : told.notices) {
      if (notice.groups.isEmpty()) alerts.add(new Alert(notice, none(notice)));
      for (AlertGroup each : notice.groups) alerts.add(new Alert(notice, each));
    }
    return alerts.size() <= max ? alerts : alerts.subList(0, max);
  }

  boolean firing() {
    return notice.event != Notice.Event.RESOLVED;
  }

  private static AlertGroup none(Notice notice) {
    AlertGroupBuilder none = new AlertGroupBuilder();
    none.key = "faultline/" + notice.event.name().toLowerCase(Locale.ROOT);
    none.firedMillis = notice.millis;
    return none.build();
  }
}
