// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.status;

/** One JVM among others: for each, the sums over its exporters. */
final class JvmRow {
  private JvmRow() {}

  static Table table() {
    return new Table(
        4, "PID", "SERVICE", "VERSION", "STATE", "DELIVERED", "DROPPED", "PENDING", "WATCHED FOR");
  }

  static String[] of(String pid, Answer answer) {
    long delivered = 0;
    long dropped = Losses.real(answer.get("sightings"));
    long pending = 0;
    for (Answer exporter : answer.list("exporters")) {
      for (Answer each : exporter.list("signals")) {
        delivered += each.number("delivered");
        dropped += Losses.real(each);
        pending += each.number("pending");
      }
    }
    return new String[] {
      pid,
      answer.text("service"),
      answer.text("version"),
      state(answer),
      Long.toString(delivered),
      Long.toString(dropped),
      Long.toString(pending),
      Words.time(answer.number("at") - answer.number("started"))
    };
  }

  private static String state(Answer answer) {
    StringBuilder failing = new StringBuilder();
    for (Answer exporter : answer.list("exporters")) {
      for (Answer each : exporter.list("signals")) {
        if (each.get("failing").isAbsent()) continue;
        failing.append(failing.length() > 0 ? ", " : "failing: ").append(exporter.text("name"));
        break;
      }
    }
    return failing.length() > 0 ? failing.toString() : "ok";
  }
}
