// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a throwable of the application says about itself. Its methods are foreign code: each is
 * called at most once, when first needed, and whatever it throws becomes part of the answer. {@code
 * equals}, {@code hashCode} and {@code toString} are never called.
 *
 * <p>Throwables that refer to each other, in a cycle perhaps, share one map; so each of them is
 * asked once however it is reached.
 */
final class Thrown {
  /** Throwables that are looked at, reached from one. A hostile getCause() could go on for ever. */
  static final int MAX_REACHED = 1_000;

  private static final StackTraceElement[] NO_FRAMES = {};

  final Throwable throwable;

  /** Binary name of its class. */
  final String type;

  private final Map<Throwable, Thrown> reached;
  private boolean askedMessage;
  private boolean askedFrames;
  private boolean askedCause;
  private @Nullable String message;
  private StackTraceElement[] frames = NO_FRAMES;
  private @Nullable Thrown cause;
  private @Nullable List<Thrown> suppressed;
  private @Nullable SqlThrown sql;
  private final List<String> failures = new ArrayList<>(0);

  private Thrown(Throwable throwable, Map<Throwable, Thrown> reached) {
    this.throwable = throwable;
    this.type = throwable.getClass().getName();
    this.reached = reached;
    reached.put(throwable, this);
  }

  static Thrown of(Throwable throwable) {
    return new Thrown(throwable, new IdentityHashMap<>(4));
  }

  /** Null when it has none, or when it cannot be told: see {@link #failures}. */
  @Nullable String message() {
    if (askedMessage) return message;
    askedMessage = true;
    try {
      message = throwable.getMessage();
    } catch (Throwable t) {
      failed("getMessage()", t);
    }
    return message;
  }

  /** Never null; without those that a foreign getStackTrace() left null. */
  StackTraceElement[] frames() {
    if (askedFrames) return frames;
    askedFrames = true;
    try {
      frames = withoutNulls(throwable.getStackTrace());
    } catch (Throwable t) {
      failed("getStackTrace()", t);
    }
    return frames;
  }

  @Nullable Thrown cause() {
    if (askedCause) return cause;
    askedCause = true;
    try {
      cause = reach(throwable.getCause());
    } catch (Throwable t) {
      failed("getCause()", t);
    }
    return cause;
  }

  /** {@code getSuppressed} is final, and so may be trusted. */
  List<Thrown> suppressed() {
    if (suppressed != null) return suppressed;
    List<Thrown> found = new ArrayList<>(0);
    for (Throwable each : throwable.getSuppressed()) {
      Thrown one = reach(each);
      if (one == null) break;
      found.add(one);
    }
    suppressed = found;
    return found;
  }

  /** What it says as an SQLException; {@link SqlThrown#NONE} when it is none. */
  SqlThrown sql() {
    if (sql == null) sql = SqlThrown.of(this);
    return sql;
  }

  /** Methods of it that threw, such as "getMessage() threw java.lang.NullPointerException". */
  List<String> failures() {
    return failures;
  }

  void failed(String method, Throwable failure) {
    failures.add(method + " threw " + failure.getClass().getName());
  }

  /** Null for null, and when enough were reached. */
  @Nullable Thrown reach(@Nullable Throwable other) {
    if (other == null) return null;
    Thrown known = reached.get(other);
    if (known != null) return known;
    return reached.size() < MAX_REACHED ? new Thrown(other, reached) : null;
  }

  private static StackTraceElement[] withoutNulls(StackTraceElement @Nullable [] frames) {
    if (frames == null) return NO_FRAMES;
    int count = 0;
    for (StackTraceElement frame : frames) {
      if (frame != null) count++;
    }
    if (count == frames.length) return frames;
    StackTraceElement[] kept = new StackTraceElement[count];
    count = 0;
    for (StackTraceElement frame : frames) {
      if (frame != null) kept[count++] = frame;
    }
    return kept;
  }
}
