// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** One of scenarios.txt, which says at its head how to read it. */
final class Scenario {
  record Step(long millis, String text) {}

  final String name;
  String rules = "";
  long startMillis = Instant.parse("2026-11-28T00:00:00Z").toEpochMilli();
  final List<Step> steps = new ArrayList<>();
  final List<String> expected = new ArrayList<>();
  long endMillis;

  private Scenario(String name) {
    this.name = name;
  }

  static List<Scenario> read(String text) {
    List<Scenario> all = new ArrayList<>();
    for (String line : text.lines().toList()) {
      if (line.isBlank() || line.startsWith("#")) continue;
      if (line.startsWith("== ")) {
        all.add(new Scenario(line.substring(3).trim()));
      } else {
        all.get(all.size() - 1).line(line.strip());
      }
    }
    return all;
  }

  private void line(String line) {
    if (line.startsWith("| ")) {
      rules += line.substring(2) + "\n";
      return;
    }
    String[] words = line.split("\\s+", 2);
    if (words[0].equals("start")) {
      String[] when = words[1].split(" ");
      startMillis =
          LocalDateTime.parse(when[0]).atZone(ZoneId.of(when[1])).toInstant().toEpochMilli();
      return;
    }
    long millis = millis(words[0]);
    endMillis = Math.max(endMillis, millis);
    if (words[1].startsWith("=> ")) {
      expected.add(words[0] + " " + words[1]);
    } else {
      steps.add(new Step(millis, words[1]));
    }
  }

  /** Of {@code 5:00}, {@code 1:05:00} or {@code 0:00.001}. */
  static long millis(String time) {
    long seconds = 0;
    String[] parts = time.split(":");
    for (int i = 0; i < parts.length - 1; i++) seconds = (seconds + Long.parseLong(parts[i])) * 60;
    return seconds * 1000 + Math.round(Double.parseDouble(parts[parts.length - 1]) * 1000);
  }

  /** The other way round. */
  static String time(long millis) {
    long seconds = Math.floorDiv(millis, 1000L);
    String hours = seconds >= 3600 ? seconds / 3600 + ":" : "";
    String form = hours.isEmpty() ? "%d:%02d" : "%02d:%02d";
    String rest = millis % 1000 == 0 ? "" : String.format(".%03d", millis % 1000);
    return hours + String.format(form, seconds / 60 % 60, seconds % 60) + rest;
  }

  @Override
  public String toString() {
    return name;
  }
}
