// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.metric;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The durations of one statement, whatever its values: of its executions that went well, of its
 * batches, and of each way in which it failed, as far as there is room. Each is a part of the
 * series of its database and operation, so what is counted here is counted there. For any thread;
 * all fields are final, so that one may be handed on through a plain field.
 */
public final class StatementTimes {
  /** Stands for: counted by operation only. */
  public static final StatementTimes NONE = new StatementTimes(null, null, new String[5]);

  /** Batches, and kinds of failure: more of them are counted by operation only. */
  private static final int MAX_OTHERS = 5;

  private final @Nullable String digest;
  private final @Nullable String text;

  /** System, namespace, address, port and operation: values of {@link Instrument#STATEMENT}. */
  private final @Nullable String[] call;

  private final AddOnlyMap<String, Histogram> others = new AddOnlyMap<>(1);
  private final AtomicInteger room = new AtomicInteger(MAX_OTHERS);

  /**
   * @param text without values; null when it is not to be told
   * @param call the series that its executions would be counted in which go well
   */
  public StatementTimes(String digest, @Nullable String text, Series call) {
    this(digest, text, firstFive(call));
  }

  private StatementTimes(@Nullable String digest, @Nullable String text, @Nullable String[] call) {
    this.digest = digest;
    this.text = text;
    this.call = call;
  }

  /** Of the executions that go well. */
  public Histogram done() {
    return part(call[4], null);
  }

  /**
   * Of the others; null when there is no room for one more.
   *
   * @param operation of {@code BATCH INSERT}, say, or of a single execution
   * @param error class name of what was thrown, or null
   */
  public @Nullable Histogram other(@Nullable String operation, @Nullable String error) {
    if (this == NONE) return null;
    String key = error == null ? String.valueOf(operation) : operation + " " + error;
    Histogram known = others.get(key);
    if (known != null) return known;
    if (room.get() <= 0 || room.getAndDecrement() <= 0) return null;
    Histogram made = part(operation, error);
    others.putIfAbsent(key, made); // two threads would put the same one
    return made;
  }

  private Histogram part(@Nullable String operation, @Nullable String error) {
    Series whole =
        new Series(Instrument.STATEMENT, call[0], call[1], call[2], call[3], operation, error);
    return Durations.part(
        new Series(
            Instrument.STATEMENT_TEXT,
            digest,
            text,
            call[0],
            call[1],
            call[2],
            call[3],
            operation,
            error),
        whole);
  }

  private static @Nullable String[] firstFive(Series call) {
    String[] values = new String[5];
    for (int i = 0; i < values.length; i++) values[i] = call.value(i);
    return values;
  }
}
