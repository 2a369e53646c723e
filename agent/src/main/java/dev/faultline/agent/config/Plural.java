// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values separated by commas: names, or name=value pairs. */
final class Plural {
  static final Kind<List<String>> LIST =
      new Kind<List<String>>("list") {
        @Override
        List<String> read(String value) {
          return Collections.unmodifiableList(parts(value));
        }

        @Override
        String show(List<String> value) {
          return String.join(",", value);
        }

        @Override
        boolean acceptsBlank() {
          return true;
        }
      };

  /** As OpenTelemetry writes headers and resource attributes: percent-encoded where need be. */
  static final Kind<Map<String, String>> MAP =
      new Kind<Map<String, String>>("name=value list") {
        @Override
        Map<String, String> read(String value) {
          Map<String, String> map = new LinkedHashMap<>();
          for (String part : parts(value)) {
            int equals = part.indexOf('=');
            if (equals < 1) throw new IllegalArgumentException("has an entry without name=value");
            map.put(part.substring(0, equals).trim(), Percent.decode(afterEquals(part, equals)));
          }
          return Collections.unmodifiableMap(map);
        }

        @Override
        String show(Map<String, String> value) {
          List<String> parts = new ArrayList<>();
          for (Map.Entry<String, String> each : value.entrySet()) {
            parts.add(each.getKey() + "=" + each.getValue());
          }
          return String.join(",", parts);
        }

        @Override
        boolean acceptsBlank() {
          return true;
        }
      };

  /** Entries as {@link ExceptionRule} reads them. */
  static final Kind<List<ExceptionRule>> EXCEPTIONS =
      new Kind<List<ExceptionRule>>("list") {
        @Override
        List<ExceptionRule> read(String value) {
          return ExceptionRule.read(value);
        }

        @Override
        String show(List<ExceptionRule> value) {
          List<String> entries = new ArrayList<>();
          for (ExceptionRule each : value) entries.add(each.toString());
          return String.join(",", entries);
        }

        @Override
        boolean acceptsBlank() {
          return true;
        }
      };

  private Plural() {}

  /** The parts between the commas, trimmed, without the empty ones. */
  static List<String> parts(String value) {
    List<String> parts = new ArrayList<>();
    for (String raw : rawParts(value)) {
      String part = raw.trim();
      if (!part.isEmpty()) parts.add(part);
    }
    return parts;
  }

  /** The parts between the commas, with their blanks. */
  static List<String> rawParts(String value) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    while (start <= value.length()) {
      int comma = value.indexOf(',', start);
      int end = comma < 0 ? value.length() : comma;
      parts.add(value.substring(start, end));
      start = end + 1;
    }
    return parts;
  }

  private static String afterEquals(String part, int equals) {
    return part.substring(equals + 1).trim();
  }
}
