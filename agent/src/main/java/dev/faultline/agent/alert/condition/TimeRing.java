// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.condition;

/**
 * The times of the newest events, ascending, with how many there were at each: no more of them than
 * a threshold needs, and none older than a window before the newest. Adding in order costs O(1);
 * what comes out of order is moved to its place.
 */
final class TimeRing {
  /** Times are kept apart by at least a thousandth of the window when the threshold is higher. */
  private static final int MAX_TIMES = 1_000;

  private final long threshold;
  private final long windowMillis;
  private final long stepMillis;
  private long[] times = new long[4];
  private long[] counts = new long[4];
  private int first;
  private int size;
  private long total;

  TimeRing(long threshold, long windowMillis) {
    this.threshold = threshold;
    this.windowMillis = windowMillis;
    // With a step of 1 there are no more times than the threshold, since each has an event.
    stepMillis = threshold <= MAX_TIMES ? 1 : Math.max(1, windowMillis / MAX_TIMES);
  }

  /** Keeps all in the window, until {@link #trim}. */
  void add(long millis, long count) {
    insert(roundUp(millis), count);
    while (times[first] < newest() - windowMillis) drop();
  }

  /** Forgets what the threshold does not need. */
  void trim() {
    while (total - counts[first] >= threshold) drop();
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** How many there are in the window; of those that were trimmed, at least the threshold. */
  long total() {
    return total;
  }

  /**
   * Of those kept; when trimmed, that of the last so many as the threshold says. Not when empty.
   */
  long oldest() {
    return times[first];
  }

  private long newest() {
    return times[at(size - 1)];
  }

  void clear() {
    size = 0;
    total = 0;
  }

  /** Up, so that an event at the edge stays in. */
  private long roundUp(long millis) {
    return stepMillis == 1 ? millis : -Math.floorDiv(-millis, stepMillis) * stepMillis;
  }

  private void insert(long millis, long count) {
    total += count;
    int place = size;
    while (place > 0 && times[at(place - 1)] > millis) place--;
    if (place > 0 && times[at(place - 1)] == millis) {
      counts[at(place - 1)] += count;
      return;
    }
    if (size == times.length) grow();
    for (int i = size; i > place; i--) {
      times[at(i)] = times[at(i - 1)];
      counts[at(i)] = counts[at(i - 1)];
    }
    times[at(place)] = millis;
    counts[at(place)] = count;
    size++;
  }

  private void drop() {
    total -= counts[first];
    first = at(1);
    size--;
  }

  private int at(int i) {
    return (first + i) & (times.length - 1);
  }

  private void grow() {
    long[] moreTimes = new long[times.length * 2];
    long[] moreCounts = new long[times.length * 2];
    for (int i = 0; i < size; i++) {
      moreTimes[i] = times[at(i)];
      moreCounts[i] = counts[at(i)];
    }
    times = moreTimes;
    counts = moreCounts;
    first = 0;
  }
}
