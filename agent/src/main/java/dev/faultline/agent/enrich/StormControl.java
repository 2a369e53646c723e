// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich;

import dev.faultline.bootstrap.fault.State;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets so many faults of a fingerprint, and of all together, through in full each minute. The
 * others it counts; the count goes out with the next one in full, or in a record of its own: every
 * two seconds, or at the end of the minute when there are too many groups. So it is never lost and
 * never waits for long.
 */
final class StormControl {
  static final long WINDOW_NANOS = 60_000_000_000L;
  static final long COUNT_NANOS = 2_000_000_000L;
  static final int FULL_PER_FINGERPRINT = 10;
  static final int FULL_IN_ALL = 600;
  static final int MAX_GROUPS = 5_000;

  private static final class Group {
    long windowStart;
    int full;
    long counted;
    boolean estimated;

    /** Whether the counted ones have not all come to the same. */
    boolean mixed;

    long lastSeen;

    /** When a count of its own was told last. */
    long countedAt;

    /** When the earliest of the counted ones was seen: they do not come in order. */
    long earliest;

    /** What the counted ones are told as: the last told or the first counted, without its stack. */
    @Nullable Fault sample;

    Group(long windowStart) {
      this.windowStart = windowStart;
      countedAt = windowStart;
    }

    boolean isLike(@Nullable State state) {
      return sample != null && sample.state == state;
    }

    void count(long occurrences, long seenNanos) {
      if (counted == 0 || seenNanos - lastSeen > 0) lastSeen = seenNanos;
      if (counted == 0 || seenNanos - earliest < 0) earliest = seenNanos;
      counted += occurrences;
    }
  }

  private final Map<String, Group> groups = new LinkedHashMap<>(16, 0.75f, true);
  private final Consumer<Fault> sink;
  private long windowStart;
  private int fullInAll;

  StormControl(Consumer<Fault> sink, long nowNanos) {
    this.sink = sink;
    this.windowStart = nowNanos;
  }

  /** Makes a record in full. */
  interface Telling {
    Fault of(long count, boolean estimated);
  }

  /**
   * Tells or counts a fault.
   *
   * @param estimated whether not all of the occurrences were looked into
   * @param state what became of it
   * @param seenNanos when the last of them was seen
   * @param full makes the record in full
   * @param brief makes the record that only counts
   */
  void admit(
      String fingerprint,
      long occurrences,
      boolean estimated,
      @Nullable State state,
      long seenNanos,
      long nowNanos,
      Telling full,
      Supplier<Fault> brief) {
    Group group = group(fingerprint, nowNanos);
    group.estimated |= estimated;
    if (!mayTell(group, nowNanos)) {
      if (group.counted == 0 && !group.isLike(state)) group.sample = brief.get();
      group.mixed |= !group.isLike(state);
      group.count(occurrences, seenNanos);
      return;
    }
    if (group.mixed || !group.isLike(state)) tellCount(group);
    group.full++;
    fullInAll++;
    Fault fault = full.of(occurrences + group.counted, group.estimated);
    group.counted = 0;
    group.estimated = false;
    group.sample = fault.counting(1, false, fault.firstSeenNanos, fault.lastSeenNanos);
    sink.accept(fault);
  }

  /**
   * Counts more of a fault that was told already.
   *
   * @return false when nothing is known of it any more
   */
  boolean count(String fingerprint, long occurrences, long seenNanos) {
    Group group = groups.get(fingerprint);
    if (group == null) return false;
    group.count(occurrences, seenNanos);
    return true;
  }

  /** Tells what was counted in minutes that are over, and what has been counted for a while. */
  void tellCounts(long nowNanos) {
    for (Iterator<Group> each = groups.values().iterator(); each.hasNext(); ) {
      Group group = each.next();
      if (nowNanos - group.windowStart >= WINDOW_NANOS) {
        tellCount(group);
        each.remove();
      } else if (nowNanos - group.countedAt >= COUNT_NANOS && !isFullInAll()) {
        tellCount(group);
        group.estimated = false;
        group.countedAt = nowNanos;
      }
    }
  }

  /** Until then there are no more groups than were told in full. */
  private boolean isFullInAll() {
    return fullInAll >= FULL_IN_ALL;
  }

  void tellAllCounts() {
    for (Group group : groups.values()) tellCount(group);
    groups.clear();
  }

  /** Occurrences that were counted and not told yet. */
  long counted() {
    long sum = 0;
    for (Group group : groups.values()) sum += group.counted;
    return sum;
  }

  int size() {
    return groups.size();
  }

  private Group group(String fingerprint, long nowNanos) {
    Group group = groups.get(fingerprint);
    if (group != null) return group;
    if (groups.size() >= MAX_GROUPS) evictOldest();
    group = new Group(nowNanos);
    groups.put(fingerprint, group);
    return group;
  }

  private void evictOldest() {
    Iterator<Group> oldest = groups.values().iterator();
    tellCount(oldest.next());
    oldest.remove();
  }

  private boolean mayTell(Group group, long nowNanos) {
    if (nowNanos - windowStart >= WINDOW_NANOS) {
      windowStart = nowNanos;
      fullInAll = 0;
    }
    if (nowNanos - group.windowStart >= WINDOW_NANOS) {
      group.windowStart = nowNanos;
      group.full = 0;
    }
    return group.full < FULL_PER_FINGERPRINT && !isFullInAll();
  }

  private void tellCount(Group group) {
    Fault sample = group.sample;
    if (group.counted == 0 || sample == null) return;
    Fault fault = sample.counting(group.counted, group.estimated, group.earliest, group.lastSeen);
    sink.accept(group.mixed ? fault.ofMixedStates() : fault);
    group.counted = 0;
    group.mixed = false;
  }
}
