// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.timing;

import dev.faultline.agent.console.store.table.Counts;
import dev.faultline.agent.console.store.table.Varints;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The minutes of an hour as bytes: of each that had something its number, its counts, and the
 * buckets that are not empty. Numbers are varints. So an hour of a busy route is about a kilobyte.
 */
final class MinuteBytes {
  /** In place of a minute: the hour as a whole. */
  static final int WHOLE = 60;

  /** Takes minutes as they are read; the counts are the same object each time. */
  interface Reader {
    void minute(int minute, Counts counts);
  }

  private MinuteBytes() {}

  static byte[] write(SortedMap<Integer, Counts> minutes) {
    Varints out = new Varints();
    for (Map.Entry<Integer, Counts> each : minutes.entrySet()) {
      Counts counts = each.getValue();
      out.write(each.getKey());
      out.write(counts.count);
      out.write(counts.errors);
      out.write(counts.totalMicros);
      int filled = 0;
      for (long n : counts.buckets) {
        if (n != 0) filled++;
      }
      out.write(filled);
      int before = 0;
      for (int i = 0; i < counts.buckets.length; i++) {
        if (counts.buckets[i] == 0) continue;
        out.write(i - before);
        out.write(counts.buckets[i]);
        before = i;
      }
    }
    return out.toByteArray();
  }

  static void read(byte[] bytes, Reader reader) {
    Varints in = new Varints(bytes);
    Counts counts = new Counts();
    while (in.hasMore()) {
      int minute = (int) in.read();
      counts.count = in.read();
      counts.errors = in.read();
      counts.totalMicros = in.read();
      java.util.Arrays.fill(counts.buckets, 0);
      int bucket = 0;
      for (long left = in.read(); left > 0; left--) {
        bucket += (int) in.read();
        counts.addTo(bucket, in.read());
      }
      reader.minute(minute, counts);
    }
  }

  static SortedMap<Integer, Counts> read(byte[] bytes) {
    SortedMap<Integer, Counts> minutes = new TreeMap<>();
    read(bytes, (minute, counts) -> minutes.computeIfAbsent(minute, m -> new Counts()).add(counts));
    return minutes;
  }

  /** The same as one hour. */
  static byte[] whole(byte[] bytes) {
    Counts sum = new Counts();
    read(bytes, (minute, counts) -> sum.add(counts));
    SortedMap<Integer, Counts> hour = new TreeMap<>();
    hour.put(WHOLE, sum);
    return write(hour);
  }
}
