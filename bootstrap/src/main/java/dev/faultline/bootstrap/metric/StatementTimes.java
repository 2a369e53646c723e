// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.metric;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
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

  /** From the first on, without gaps. */
  private final AtomicReferenceArray<@Nullable Other> others =
      new AtomicReferenceArray<>(MAX_OTHERS);

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
    for (int i = 0; i < MAX_OTHERS; i++) {
      Other each = others.get(i);
      if (each == null) each = make(i, operation, error);
      if (each.is(operation, error)) return each.durations;
    }
    return null;
  }

  /** The one that has that place now, whoever was quicker. */
  private Other make(int place, @Nullable String operation, @Nullable String error) {
    Other made = new Other(operation, error, part(operation, error));
    if (others.compareAndSet(place, null, made)) return made;
    Other quicker = others.get(place);
    return quicker == null ? made : quicker; // none is ever taken away
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

  private static final class Other {
    private final @Nullable String operation;
    private final @Nullable String error;
    final Histogram durations;

    Other(@Nullable String operation, @Nullable String error, Histogram durations) {
      this.operation = operation;
      this.error = error;
      this.durations = durations;
    }

    boolean is(@Nullable String operation, @Nullable String error) {
      return Objects.equals(this.operation, operation) && Objects.equals(this.error, error);
    }
  }

  private static @Nullable String[] firstFive(Series call) {
    String[] values = new String[5];
    for (int i = 0; i < values.length; i++) values[i] = call.value(i);
    return values;
  }
}
