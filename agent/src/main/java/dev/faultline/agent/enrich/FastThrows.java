// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich;

import dev.faultline.agent.enrich.Fault.Draft;
import dev.faultline.agent.enrich.stack.Fingerprint;
import dev.faultline.agent.enrich.text.Text;
import dev.faultline.agent.enrich.thrown.Thrown;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the stack of exceptions that the JVM throws without one. Compiled code that throws the same
 * one often enough throws an object that was made when the JVM started, which says neither where
 * nor why; what came before it was thrown in full. That is remembered by type and place, so the
 * ones without a stack are told with it, and in its group.
 *
 * <p>For one thread, the shipper's. Bounded: the place that was not seen longest goes; where the
 * stacks are long, its stack goes before it, so that it keeps its group.
 */
final class FastThrows {
  static final int MAX_PLACES = 500;
  static final int MAX_BYTES = 16 * 1024;

  /** Of all places and stacks: a megabyte, or two of it where text is not Latin 1, or on Java 8. */
  static final int MAX_LENGTH = 1 << 20;

  private static final String FLAG = "-XX:-OmitStackTraceInFastThrow";
  private static final String LEFT_OUT = "The JVM left the stack out (fast throw). ";
  private static final String ALWAYS = FLAG + " makes the JVM always record it.";

  /** Where no earlier stack is told with it. */
  static final String HINT = LEFT_OUT + ALWAYS;

  private static final String HINT_ONE =
      LEFT_OUT
          + "The stack shown was recorded earlier for the same type at the same place; "
          + ALWAYS;

  private static final String HINT_SEVERAL =
      LEFT_OUT
          + "The stack shown is the last of several different ones recorded earlier for the same"
          + " type at the same place; "
          + ALWAYS;

  /** All that HotSpot has such objects of. */
  private static final Set<String> TYPES =
      new HashSet<>(
          Arrays.asList(
              "java.lang.NullPointerException",
              "java.lang.ArithmeticException",
              "java.lang.ArrayIndexOutOfBoundsException",
              "java.lang.ArrayStoreException",
              "java.lang.ClassCastException"));

  private static final Logger LOG = LoggerFactory.getLogger(FastThrows.class);

  private final Map<String, Known> places =
      new LinkedHashMap<String, Known>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
          if (size() <= MAX_PLACES) return false;
          length -= eldest.getKey().length() + eldest.getValue().length();
          return true;
        }
      };

  /** Characters in all keys and stacks. */
  private int length;

  private boolean announced;

  /** Whether the JVM has left the stack out, and not the application. */
  static boolean is(List<Thrown> telling) {
    if (!isOfJvm(telling) || !Fingerprint.isStackless(telling)) return false;
    return telling.get(0).message() == null;
  }

  /**
   * Takes note of a fault.
   *
   * @param fingerprint its own
   * @return the one to tell it by: without a stack, that of the only one there was with a stack
   */
  String groupOf(List<Thrown> telling, String place, String fingerprint) {
    if (!isOfJvm(telling)) return fingerprint;
    if (!Fingerprint.isStackless(telling)) {
      note(key(telling, place), fingerprint).add(fingerprint);
      return fingerprint;
    }
    if (!is(telling)) return fingerprint;
    announce(telling.get(0).type);
    Known known = places.get(key(telling, place));
    return known == null || known.several ? fingerprint : known.fingerprint;
  }

  /**
   * Completes a fault that is told in full, or remembers its stack for those to come.
   *
   * @param stack its own, scrubbed
   */
  void complete(Draft draft, String place, String stack) {
    if (!isOfJvm(draft.telling)) return;
    Known known = places.get(key(draft.telling, place));
    if (!Fingerprint.isStackless(draft.telling)) {
      if (known != null) remember(known, Text.cutMiddle(stack, MAX_BYTES));
    } else if (is(draft.telling)) {
      draft.earlierStack = known == null ? null : known.stack;
      draft.hint = known == null || known.stack == null ? HINT : known.hint();
    }
  }

  /** Places that are remembered; for tests of its bounds. */
  int size() {
    return places.size();
  }

  /** Characters that are remembered; for tests of its bounds. */
  int length() {
    int sum = 0;
    for (Map.Entry<String, Known> each : places.entrySet()) {
      sum += each.getKey().length() + each.getValue().length();
    }
    return sum;
  }

  private Known note(String key, String fingerprint) {
    Known known = places.get(key);
    if (known != null) return known;
    known = new Known(fingerprint);
    length += key.length();
    places.put(key, known);
    makeRoom(known);
    return known;
  }

  private void remember(Known known, String stack) {
    length += stack.length() - known.length();
    known.stack = stack;
    makeRoom(known);
  }

  /** Forgets stacks, those of the places that were not seen longest first; but not the one. */
  private void makeRoom(Known latest) {
    for (Known each : places.values()) {
      if (length <= MAX_LENGTH) return;
      if (each == latest) continue;
      length -= each.length();
      each.stack = null;
    }
  }

  private void announce(String type) {
    if (announced) return;
    announced = true;
    LOG.info(
        "The JVM throws {} without a stack where it is thrown often; {} makes it always record one",
        type,
        FLAG);
  }

  /** What only wraps it is not looked at; a cause it cannot have. */
  private static boolean isOfJvm(List<Thrown> telling) {
    return telling.size() == 1 && TYPES.contains(telling.get(0).type);
  }

  private static String key(List<Thrown> telling, String place) {
    return telling.get(0).type + ' ' + place;
  }

  private static final class Known {
    final String fingerprint;

    /** Whether there were others than that fingerprint. */
    boolean several;

    /** The last that was told in full; null when it was counted only. */
    @Nullable String stack;

    Known(String fingerprint) {
      this.fingerprint = fingerprint;
    }

    void add(String other) {
      several |= !fingerprint.equals(other);
    }

    int length() {
      return stack == null ? 0 : stack.length();
    }

    String hint() {
      return several ? HINT_SEVERAL : HINT_ONE;
    }
  }
}
