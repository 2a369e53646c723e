// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.timing;

import dev.faultline.agent.console.record.MetricRecord;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a process has told of itself last: values of metrics named {@code faultline.*}, as they are.
 */
public final class Account {
  private static final int MAX_VALUES = 500;
  private static final String PREFIX = "faultline.";

  /** As they were told; by name, exporter, signal and reason, with blanks between. */
  final Map<String, Double> values = new TreeMap<>();

  long timeNanos;

  static boolean takes(MetricRecord record) {
    if (record.kind == MetricRecord.Kind.HISTOGRAM || !record.name.startsWith(PREFIX)) return false;
    for (String each : record.attributes.values.keySet()) {
      if (!each.startsWith(PREFIX)) return false;
    }
    return true;
  }

  /** What is older than what is known says nothing. */
  void add(MetricRecord record) {
    if (record.timeNanos < timeNanos) return;
    timeNanos = record.timeNanos;
    String key =
        word(record.name)
            + " "
            + word(record.attributes.text("faultline.exporter"))
            + " "
            + word(record.attributes.text("faultline.signal"))
            + " "
            + word(record.attributes.text("faultline.reason"));
    if (values.size() < MAX_VALUES || values.containsKey(key)) values.put(key, record.value);
  }

  String text() {
    StringBuilder text = new StringBuilder();
    values.forEach((key, value) -> text.append(key).append(' ').append(value).append('\n'));
    return text.toString();
  }

  static Account of(String text, long timeNanos) {
    Account account = new Account();
    account.timeNanos = timeNanos;
    for (String line : text.split("\n")) {
      int blank = line.lastIndexOf(' ');
      if (blank > 0)
        account.values.put(line.substring(0, blank), Double.valueOf(line.substring(blank + 1)));
    }
    return account;
  }

  /** By name, of what is told without exporter and signal. */
  public Map<String, Long> totals() {
    Map<String, Long> totals = new TreeMap<>();
    values.forEach(
        (key, value) -> {
          if (key.endsWith("   ")) totals.put(key.trim(), value.longValue());
        });
    return Collections.unmodifiableMap(totals);
  }

  /** By exporter and signal, with a blank between; the exporter may be empty. */
  public Map<String, Records> records() {
    Map<String, Records> all = new TreeMap<>();
    values.forEach(
        (key, value) -> {
          String[] words = key.split(" ", -1);
          if (!words[0].startsWith("faultline.records.") || words.length != 4) return;
          Records records = all.computeIfAbsent(words[1] + " " + words[2], k -> new Records());
          records.add(
              words[0].substring("faultline.records.".length()), words[3], value.longValue());
        });
    return all;
  }

  /** What has become of records. */
  public static final class Records {
    public long recorded;
    public long delivered;
    public long pending;

    /** By reason. */
    public final Map<String, Long> dropped = new TreeMap<>();

    private void add(String what, String reason, long value) {
      if (what.equals("recorded")) recorded = value;
      if (what.equals("delivered")) delivered = value;
      if (what.equals("pending")) pending = value;
      if (what.equals("dropped")) dropped.put(reason, value);
    }
  }

  private static String word(String text) {
    String word = text.length() <= 100 ? text : text.substring(0, 100);
    return word.replaceAll("[\\s\\p{Cntrl}]", "_");
  }
}
