// SPDX-License-Identifier: Apache-2.0
package dev.faultline.harness;

import java.util.List;
import java.util.function.Predicate;

/** Assertions on all that arrived: on its traces, its faults, its metrics. */
public final class TelemetryAssert {
  private final List<RecordedTrace> traces;
  private final List<RecordedFault> faults;
  private final List<RecordedPoint> points;

  TelemetryAssert(
      List<RecordedTrace> traces, List<RecordedFault> faults, List<RecordedPoint> points) {
    this.traces = traces;
    this.faults = faults;
    this.points = points;
  }

  /** There is one trace, and no other. */
  public TraceAssert hasOneTrace() {
    return new TraceAssert(FaultlineAssertions.one(traces, "trace", this::describe));
  }

  /** There is one trace with a root of that name, and maybe others. */
  public TraceAssert hasTrace(String rootName) {
    List<RecordedTrace> found = traces.stream().filter(trace -> isNamed(trace, rootName)).toList();
    return new TraceAssert(
        FaultlineAssertions.one(found, "trace with root '" + rootName + "'", this::describe));
  }

  public TelemetryAssert hasTraces(int count) {
    if (traces.size() == count) return this;
    throw new AssertionError("expected " + count + " traces in\n" + describe());
  }

  public TelemetryAssert hasNoTraces() {
    return hasTraces(0);
  }

  /** There is one fault, and no other. */
  public FaultAssert hasOneFault() {
    return new FaultAssert(FaultlineAssertions.one(faults, "fault", this::describe));
  }

  /** There is one fault of that type, and maybe others. */
  public FaultAssert hasFault(Class<? extends Throwable> type) {
    return hasFault(type.getName());
  }

  /** There is one fault of that type, and maybe others. */
  public FaultAssert hasFault(String type) {
    List<RecordedFault> found = faults.stream().filter(f -> f.type().equals(type)).toList();
    return new FaultAssert(FaultlineAssertions.one(found, "fault " + type, this::describe));
  }

  /** There is one fault like that, and maybe others. */
  public FaultAssert hasFaultLike(Predicate<RecordedFault> condition) {
    List<RecordedFault> found = faults.stream().filter(condition).toList();
    return new FaultAssert(FaultlineAssertions.one(found, "fault like that", this::describe));
  }

  public TelemetryAssert hasFaults(int count) {
    if (faults.size() == count) return this;
    throw new AssertionError("expected " + count + " faults in\n" + describe());
  }

  public TelemetryAssert hasNoFaults() {
    return hasFaults(0);
  }

  /** There are values of that metric. */
  public MetricAssert hasMetric(String name) {
    List<RecordedPoint> found = points.stream().filter(p -> p.metric().equals(name)).toList();
    if (!found.isEmpty()) return new MetricAssert(name, found);
    List<String> names = points.stream().map(RecordedPoint::metric).distinct().toList();
    throw new AssertionError("expected metric " + name + ", found " + names);
  }

  private static boolean isNamed(RecordedTrace trace, String rootName) {
    return trace.root().filter(root -> root.name().equals(rootName)).isPresent();
  }

  private String describe() {
    return traces + "\n" + faults;
  }
}
