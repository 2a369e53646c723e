// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.fault.FutureWatch;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.trace.CurrentTrace;
import org.jspecify.annotations.Nullable;

/**
 * Called by CompletableFuture where one of its steps fails, passes a failure on, or is looked at.
 *
 * <p>What it keeps of a failure is an object of a type of its own, which is made before anybody can
 * see it: here called the outcome. The watch is attached to that, and not to the CompletableFuture,
 * which does not know yet whether it will be the one that fails. A dependent step that only passes
 * the failure on makes an outcome of its own, which shares the watch.
 */
public final class StageHook {
  private static final ProbeSwitch SWITCH = ProbeSwitch.EXECUTOR;

  /** Of what a CompletableFuture registers with itself: it cancels the timer of orTimeout. */
  private static final String OWN = "java.util.concurrent.CompletableFuture$";

  /** Of what the JDK's HTTP client registers: it passes the failure on by other ways. */
  private static final String JDK = "jdk.internal.";

  /** The type of all outcomes, once there was one: most results are none. */
  private static volatile @Nullable Class<?> outcomeType;

  private StageHook() {}

  /** An outcome was made, and nobody has it yet. */
  public static void made(Object outcome, @Nullable Throwable thrown) {
    if (thrown == null || !SWITCH.isOn() || CurrentTrace.isControlFlow(thrown)) return;
    TaskRuns runs = TaskRuns.get();
    if (runs.current.isInHook()) return;
    if (outcomeType == null) outcomeType = outcome.getClass();
    runs.made = FutureWatches.attach(outcome);
  }

  /** What a step has thrown was made an outcome, by this thread, just now. */
  public static void failed(Object outcome, @Nullable Throwable thrown) {
    if (!SWITCH.isOn() || thrown == null) return;
    TaskRuns runs = TaskRuns.get();
    if (TaskFailures.isNone(runs, thrown)) return;
    runs.current.report(TaskFailures.failed(runs, thrown).watch(FutureWatches.of(outcome)));
  }

  /**
   * A step has an outcome, because another one has failed, or because its own function has.
   *
   * @param source the result of the other one
   * @param nil the outcome that stands for null, which is no failure
   */
  public static void failed(
      @Nullable Object source, Object nil, Object outcome, @Nullable Throwable thrown) {
    if (source == outcome) return;
    boolean passedOn = source != null && source != nil && source.getClass() == outcome.getClass();
    if (passedOn) {
      passedOn(source, outcome);
    } else {
      failed(outcome, thrown);
    }
  }

  /** A step takes over the result of another one. */
  public static void passedOn(@Nullable Object source, @Nullable Object outcome) {
    if (source == outcome || outcome == null) return;
    FutureWatch watch = FutureWatches.of(source);
    if (watch != null) FutureWatches.share(watch, outcome);
  }

  /** The application has completed a CompletableFuture with a throwable. */
  public static void completed(
      @Nullable Object result, @Nullable Throwable thrown, boolean completed) {
    if (completed && thrown != null) told(FutureWatches.of(result), thrown);
  }

  /** The application has made a CompletableFuture that has failed already. */
  public static void madeFailed(@Nullable Throwable thrown) {
    TaskRuns runs = TaskRuns.ifAny();
    if (runs != null && thrown != null) told(runs.made, thrown);
  }

  /**
   * What the application puts into a CompletableFuture by itself is meant for somebody: it is a
   * fault when nobody looks. Not so when it is the JDK that does it: nobody else tells of a
   * time-out.
   */
  private static void told(@Nullable FutureWatch watch, Throwable thrown) {
    if (!SWITCH.isOn() || watch == null) return;
    TaskRuns runs = TaskRuns.get();
    if (TaskFailures.isNone(runs, thrown)) return;
    Sighting sighting = TaskFailures.sighting(runs, thrown);
    runs.current.report(runs.timingOut ? sighting.watch(watch) : sighting.onlyIfUnobserved(watch));
  }

  /** The JDK is about to complete a CompletableFuture whose time is up. */
  public static void timeOut() {
    if (SWITCH.isOn()) TaskRuns.get().timingOut = true;
  }

  /** It has done so. */
  public static void timedOut() {
    TaskRuns runs = TaskRuns.ifAny();
    if (runs != null) runs.timingOut = false;
  }

  /** Somebody asks for a result, or whether it is a failure. */
  public static void lookedAt(@Nullable Object result) {
    if (result == null || result.getClass() != outcomeType) return;
    FutureWatch watch = FutureWatches.of(result);
    if (watch != null) watch.lookedAt();
  }

  /**
   * A function is about to be called with a failure, or with null in its place. Called in the
   * middle of a method: throws nothing.
   *
   * @param function null when it is not known
   */
  public static void given(
      @Nullable Throwable thrown, @Nullable Object result, @Nullable Object function) {
    try {
      if (thrown != null && !isOf(function, OWN)) lookedAt(result);
    } catch (Throwable failure) {
      SWITCH.failed(failure);
    }
  }

  /**
   * As {@link #given}, when the function's answer takes the place of the failure.
   *
   * @param by the method that the function was registered with
   */
  public static void handled(
      @Nullable Throwable thrown, @Nullable Object result, @Nullable Object function, String by) {
    try {
      FutureWatch watch = thrown == null ? null : FutureWatches.of(result);
      if (watch == null) return;
      if (isOf(function, JDK)) {
        watch.lookedAt();
      } else {
        watch.handled(by);
      }
    } catch (Throwable failure) {
      SWITCH.failed(failure);
    }
  }

  private static boolean isOf(@Nullable Object function, String prefix) {
    return function != null && function.getClass().getName().startsWith(prefix);
  }
}
