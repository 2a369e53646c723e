// SPDX-License-Identifier: Apache-2.0
package dev.faultline.exporters.torture;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the agent says became of one kind of record. */
record Tally(long recorded, long delivered, Map<String, Long> dropped, long pending) {
  /** The last one of that kind in what it has written. */
  static Tally parse(String err, String label) {
    Matcher matcher =
        Pattern.compile(
                label
                    + ": (\\d+) recorded = (\\d+) delivered \\+ (\\d+) dropped(?: \\(([^)]*)\\))?"
                    + " \\+ (\\d+) pending")
            .matcher(err);
    Tally tally = null;
    while (matcher.find()) {
      tally =
          new Tally(
              Long.parseLong(matcher.group(1)),
              Long.parseLong(matcher.group(2)),
              reasons(matcher.group(4)),
              Long.parseLong(matcher.group(5)));
    }
    if (tally == null) throw new AssertionError("no account of " + label + " in:\n" + err);
    return tally;
  }

  private static Map<String, Long> reasons(String list) {
    Map<String, Long> reasons = new TreeMap<>();
    if (list == null) return reasons;
    for (String each : list.split(", ")) {
      int space = each.indexOf(' ');
      reasons.put(each.substring(0, space), Long.parseLong(each.substring(space + 1)));
    }
    return reasons;
  }

  long droppedInAll() {
    return dropped.values().stream().mapToLong(Long::longValue).sum();
  }

  boolean addsUp() {
    return recorded == delivered + droppedInAll() + pending;
  }
}
