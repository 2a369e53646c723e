// SPDX-License-Identifier: Apache-2.0
package dev.faultline.harness;

import java.util.List;
import java.util.function.Supplier;

/** Where assertions on what arrived begin. To be imported statically. */
public final class FaultlineAssertions {
  private FaultlineAssertions() {}

  /** On all that an application has sent until its end. */
  public static TelemetryAssert assertThat(Run run) {
    return new TelemetryAssert(run.traces(), run.faults(), run.points());
  }

  /** On what has arrived so far. */
  public static TelemetryAssert assertThat(Collector collector) {
    return new TelemetryAssert(collector.traces(), collector.faults(), collector.points());
  }

  static <T> T one(List<T> found, String what, Supplier<String> all) {
    if (found.size() == 1) return found.get(0);
    throw new AssertionError(
        "expected one " + what + ", found " + found.size() + ": " + found + "\nin\n" + all.get());
  }
}
