// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert;

import dev.faultline.agent.alert.event.AlertEvent;
import dev.faultline.agent.alert.event.Fields;
import dev.faultline.agent.alert.event.Texts;
import dev.faultline.agent.alert.notice.AlertGroup;
import dev.faultline.agent.alert.rule.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What tells the groups of a rule apart. */
final class GroupKeys {
  private static final int MAX_VALUE = 200;

  private GroupKeys() {}

  static List<String> values(Rule rule, AlertEvent event) {
    List<String> values = new ArrayList<>(rule.groupBy.size());
    for (String name : rule.groupBy) values.add(Texts.clip(Fields.of(event, name), MAX_VALUE));
    return values;
  }

  static Map<String, String> labels(Rule rule, List<String> values) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) labels.put(rule.groupBy.get(i), values.get(i));
    return labels;
  }

  static Map<String, String> overflow(Rule rule) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (String name : rule.groupBy) labels.put(name, AlertGroup.OVERFLOW);
    return labels;
  }

  /** As {@code {service=shop,route=/pay}}; no two maps of the same names are told alike. */
  static String text(Map<String, String> labels) {
    StringBuilder text = new StringBuilder("{");
    for (Map.Entry<String, String> each : labels.entrySet()) {
      if (text.length() > 1) text.append(',');
      String value = each.getValue().replace("\\", "\\\\").replace(",", "\\,");
      text.append(each.getKey()).append('=').append(value);
    }
    return text.append('}').toString();
  }
}
