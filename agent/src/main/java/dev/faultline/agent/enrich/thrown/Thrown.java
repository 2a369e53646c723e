// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.thrown;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What a throwable of the application says about itself. Its methods are foreign code: each is
 * called at most once, when first needed, by {@link Asker} unless it is the JDK's own; and whatever
 * it throws becomes part of the answer. {@code equals}, {@code hashCode} and {@code toString} are
 * never called.
 *
 * <p>Throwables that refer to each other, in a cycle perhaps, share what is {@link Reached}; so
 * each of them is asked once however it is reached.
 */
public final class Thrown {
  /** Causes that are passed over on the way to the root, where there are too many to look at. */
  private static final int MAX_PASSED = 1 << 16;

  private static final StackTraceElement[] NO_FRAMES = {};
  private static final List<Thrown> NONE = Collections.emptyList();

  /** Itself, to be compared and told by its class; no method of its own is to be called. */
  public final Throwable throwable;

  /** Binary name of its class. */
  public final String type;

  /** What {@link CauseChain} made of it. */
  @Nullable List<Thrown> chain;

  private final Reached reached;
  private final Overrides overrides;
  private boolean silent;
  private boolean askedMessage;
  private boolean askedFrames;
  private boolean askedCause;
  private @Nullable String message;
  private StackTraceElement[] frames = NO_FRAMES;
  private @Nullable Thrown cause;
  private @Nullable List<Thrown> suppressed;
  private @Nullable SqlThrown sql;
  private @Nullable List<String> failures;

  private Thrown(Throwable throwable, Reached reached) {
    this.throwable = throwable;
    Class<?> type = throwable.getClass();
    this.type = type.getName();
    this.reached = reached;
    this.overrides = Asker.SHARED.overridesOf(type);
    reached.add(this);
  }

  /** Nothing is asked yet. What it leads to is asked once for all that are reached from here. */
  public static Thrown of(Throwable throwable) {
    return new Thrown(throwable, new Reached());
  }

  /** Null when it has none, or when it cannot be told: see {@link #failures}. */
  public @Nullable String message() {
    if (askedMessage) return message;
    askedMessage = true;
    if (overrides.has(Question.MESSAGE)) askRest();
    message = (String) ask(Question.MESSAGE, throwable::getMessage);
    return message;
  }

  /** Of what hangs in its message, the rest is still told. */
  private void askRest() {
    frames();
    cause();
    suppressed();
    sql();
  }

  /**
   * The innermost first; empty when there are none, or when they cannot be told; without those that
   * a foreign getStackTrace() left null. Not to be changed.
   */
  public StackTraceElement[] frames() {
    if (askedFrames) return frames;
    askedFrames = true;
    frames = withoutNulls((StackTraceElement[]) ask(Question.FRAMES, throwable::getStackTrace));
    return frames;
  }

  /**
   * Null when it has none, or when that cannot be told. The root of the chain, where too many are
   * between.
   */
  public @Nullable Thrown cause() {
    if (askedCause) return cause;
    askedCause = true;
    Throwable found = (Throwable) ask(Question.CAUSE, throwable::getCause);
    cause = found != null && reached.isFull() ? reachRoot(found) : reach(found);
    return cause;
  }

  /**
   * Empty when there are none, or when they cannot be told. {@code getSuppressed} is final, but
   * takes the monitor that foreign code may have.
   */
  public List<Thrown> suppressed() {
    if (suppressed != null) return suppressed;
    Throwable[] all = (Throwable[]) ask(Question.SUPPRESSED, throwable::getSuppressed);
    suppressed = all == null || all.length == 0 ? NONE : reachAll(all);
    return suppressed;
  }

  /** What it says as an SQLException; {@link SqlThrown#isSql} tells whether it is one. */
  public SqlThrown sql() {
    if (sql == null) sql = SqlThrown.of(this);
    return sql;
  }

  /**
   * Of a batch that failed: what became of each of its statements, as JDBC has it, as far as the
   * driver tells. Null for anything else. Asked anew each time.
   */
  public int @Nullable [] updateCounts() {
    return SqlThrown.updateCounts(this);
  }

  /**
   * What could not be found out so far, such as "getMessage() threw
   * java.lang.NullPointerException".
   */
  public List<String> failures() {
    return failures == null ? Collections.emptyList() : failures;
  }

  /** The method's answer; null when it failed, or did not return. */
  @Nullable Object ask(Question question, Callable<@Nullable Object> method) {
    if (silent) return null;
    if (!overrides.has(question)) {
      try {
        return method.call();
      } catch (Throwable t) {
        threw(question, t);
        return null;
      }
    }
    Asker.Reply reply = Asker.SHARED.ask(overrides, question, method);
    if (reply == null) {
      boolean hung = overrides.isHungAt(question);
      failed(question + (hung ? hung() : " is not called any more"));
      return null;
    }
    if (!reply.isDone()) {
      silent = true; // whatever it waits for, its monitor may be taken now
      failed(question + hung());
      return null;
    }
    if (reply.failure != null) threw(question, reply.failure);
    return reply.value;
  }

  private static String hung() {
    return " did not return within " + Asker.SHARED.patience();
  }

  private void threw(Question question, Throwable failure) {
    failed(question + " threw " + failure.getClass().getName());
  }

  private void failed(String how) {
    if (failures == null) failures = new ArrayList<>(2);
    failures.add(how);
  }

  /** Null for null, and when enough were reached. */
  @Nullable Thrown reach(@Nullable Throwable other) {
    if (other == null) return null;
    Thrown known = reached.find(other);
    if (known != null) return known;
    return reached.isFull() ? null : new Thrown(other, reached);
  }

  private List<Thrown> reachAll(Throwable[] others) {
    List<Thrown> found = new ArrayList<>(Math.min(others.length, Reached.MAX));
    for (Throwable each : others) {
      Thrown one = reach(each);
      if (one == null) break;
      found.add(one);
    }
    return found;
  }

  /** The end of a chain that is too long to be looked at one by one; null when it has none. */
  private @Nullable Thrown reachRoot(Throwable first) {
    Throwable each = first;
    for (int passed = 0; passed < MAX_PASSED; passed++) {
      Thrown known = reached.find(each);
      if (known != null) return known;
      Class<?> type = each.getClass();
      if (Asker.SHARED.overridesOf(type).has(Question.CAUSE)) return null;
      Throwable next = each.getCause();
      if (next == null) return new Thrown(each, reached);
      each = next;
    }
    return null;
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
