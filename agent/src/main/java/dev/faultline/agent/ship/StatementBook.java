// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import dev.faultline.agent.enrich.sql.SqlDigest;
import dev.faultline.bootstrap.hook.FirstCall;
import dev.faultline.bootstrap.hook.FirstCalls;
import dev.faultline.bootstrap.metric.Series;
import dev.faultline.bootstrap.metric.StatementTimes;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The statements whose durations are told one by one: of all texts that differ in values only, one.
 * First come, first served, and for good, so that no count ever goes back. For the shipper's thread
 * alone.
 */
final class StatementBook {
  /** A text is sent with every report; a digest tells two apart that are the same up to here. */
  private static final int MAX_TEXT = 1_024;

  private final int max;
  private final Map<List<Object>, StatementTimes> known = new HashMap<>();

  /**
   * @param max how many of them
   */
  StatementBook(int max) {
    this.max = max;
  }

  /** Counts the calls that wait for it. */
  void countFirstCalls() {
    for (FirstCall call; (call = FirstCalls.poll()) != null; ) call.count(times(call));
  }

  private StatementTimes times(FirstCall call) {
    SqlDigest digest = SqlDigest.of(call.statement);
    if (digest.hash == null) return StatementTimes.NONE;
    Series plain = call.plainSeries();
    List<Object> key = Arrays.<Object>asList(digest.hash, plain);
    StatementTimes times = known.get(key);
    if (times != null) return times;
    if (known.size() >= max) {
      FirstCalls.leaveOut();
      return StatementTimes.NONE;
    }
    times = new StatementTimes(digest.hash, cut(digest.text), plain);
    known.put(key, times);
    return times;
  }

  private static @Nullable String cut(@Nullable String text) {
    if (text == null || text.length() <= MAX_TEXT) return text;
    boolean pair = Character.isHighSurrogate(text.charAt(MAX_TEXT - 1));
    return text.substring(0, pair ? MAX_TEXT - 1 : MAX_TEXT) + "...";
  }
}
