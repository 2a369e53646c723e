// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Turns the hooks of one probe on and off, and counts what went wrong in them. A probe that keeps
 * failing turns itself off. Nothing is logged here: these lines run on the application's threads;
 * the shipper looks at the switches and says what there is to say.
 */
public final class ProbeSwitch {
  /** Failures after which a probe takes itself out. */
  static final long MAX_FAILURES = 20;

  public static final ProbeSwitch JDBC = new ProbeSwitch("jdbc");
  public static final ProbeSwitch SERVLET = new ProbeSwitch("servlet");
  public static final ProbeSwitch EXECUTOR = new ProbeSwitch("executor");

  public static final ProbeSwitch THREAD = new ProbeSwitch("thread");
  public static final ProbeSwitch FRAMEWORK = new ProbeSwitch("framework");
  public static final ProbeSwitch LOGGING = new ProbeSwitch("logging");

  private static final ProbeSwitch[] ALL = {JDBC, SERVLET, EXECUTOR, THREAD, FRAMEWORK, LOGGING};

  public final String probe;

  /** Read by every hook first. Plain: a hook that sees a change late does no harm. */
  boolean on;

  private final AtomicLong failures = new AtomicLong();
  private volatile @Nullable Throwable firstFailure;

  private ProbeSwitch(String probe) {
    this.probe = probe;
  }

  public static ProbeSwitch[] all() {
    return ALL.clone();
  }

  public boolean isOn() {
    return on;
  }

  public void turnOn() {
    on = true;
  }

  public void turnOff() {
    on = false;
  }

  /** Failures of this probe's hooks so far. */
  public long failures() {
    return failures.get();
  }

  /** Whether it turned itself off. */
  public boolean hasGivenUp() {
    return failures.get() >= MAX_FAILURES;
  }

  public @Nullable Throwable firstFailure() {
    return firstFailure;
  }

  /**
   * Called by woven code when a hook, against all care, has thrown. The throwable is kept until the
   * JVM ends: the first one only.
   */
  public static void failed(Throwable failure, String probe) {
    for (ProbeSwitch each : ALL) {
      if (each.probe.equals(probe)) each.failed(failure);
    }
  }

  void failed(Throwable failure) {
    // An application that runs out of stack or memory may do so inside of a hook: not our fault.
    if (failure instanceof VirtualMachineError) return;
    if (firstFailure == null) firstFailure = failure;
    if (failures.incrementAndGet() >= MAX_FAILURES) on = false;
  }
}
