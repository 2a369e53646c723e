// SPDX-License-Identifier: Apache-2.0
package dev.faultline.harness;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What became of the records of one kind, as the agent says on its last line.
 *
 * @param recorded how many there were
 * @param delivered how many the endpoint has taken
 * @param dropped how many were dropped
 * @param pending how many were neither
 */
public record Account(long recorded, long delivered, long dropped, long pending) {
  private static final Pattern TALLY =
      Pattern.compile(
          "(\\w+): (\\d+) recorded = (\\d+) delivered \\+ (\\d+) dropped(?: \\([^)]*\\))?"
              + " \\+ (\\d+) pending");

  /** By kind, "spans" or "faults"; empty when the agent said nothing. */
  static Map<String, Account> parse(String err) {
    Map<String, Account> accounts = new LinkedHashMap<>();
    Matcher matcher = TALLY.matcher(err);
    while (matcher.find()) {
      accounts.put(
          matcher.group(1),
          new Account(
              Long.parseLong(matcher.group(2)),
              Long.parseLong(matcher.group(3)),
              Long.parseLong(matcher.group(4)),
              Long.parseLong(matcher.group(5))));
    }
    return accounts;
  }

  /** Whether each record is accounted for once. */
  public boolean addsUp() {
    return recorded == delivered + dropped + pending && pending >= 0;
  }
}
