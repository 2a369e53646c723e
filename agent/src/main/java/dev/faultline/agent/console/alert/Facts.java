// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.alert;

import dev.faultline.agent.alert.event.AlertEventBuilder;
import dev.faultline.agent.console.record.AttributeMap;
import dev.faultline.agent.console.record.Source;
import java.util.List;
import java.util.Map;

/** What records of all kinds tell to events. */
final class Facts {
  private Facts() {}

  static void of(AlertEventBuilder event, Source source) {
    event.service(source.service).environment(source.environment);
    event.instance(source.instance).release(source.release);
    event.host(source.attributes.text("host.name"), source.attributes.text("process.pid"));
  }

  /** All that rules may ask for; what is long is elsewhere, and lists are left out. */
  static void of(AlertEventBuilder event, AttributeMap attributes) {
    for (Map.Entry<String, Object> each : attributes.values.entrySet()) {
      Object value = each.getValue();
      if (value instanceof List || each.getKey().startsWith("exception.")) continue;
      event.attribute(each.getKey(), value.toString());
    }
  }

  /** Of HTTP; 0 where it is unknown. */
  static int status(AttributeMap of) {
    String status = of.text("http.response.status_code", "http.status_code");
    if (status.length() != 3) return 0;
    int number = 0;
    for (int i = 0; i < 3; i++) {
      int digit = status.charAt(i) - '0';
      if (digit < 0 || digit > 9) return 0;
      number = number * 10 + digit;
    }
    return number;
  }

  /** In milliseconds since 1970; when it was received where it does not say. */
  static long millis(long nanos, long receivedMillis) {
    return nanos <= 0 ? receivedMillis : nanos / 1_000_000;
  }
}
