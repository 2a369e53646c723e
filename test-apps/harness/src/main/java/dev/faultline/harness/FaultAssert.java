// SPDX-License-Identifier: Apache-2.0
package dev.faultline.harness;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Assertions on a fault. */
public final class FaultAssert {
  private final RecordedFault fault;

  FaultAssert(RecordedFault fault) {
    this.fault = fault;
  }

  public RecordedFault fault() {
    return fault;
  }

  public FaultAssert hasType(Class<? extends Throwable> type) {
    return hasType(type.getName());
  }

  public FaultAssert hasType(String type) {
    return check(fault.type().equals(type), "type " + type);
  }

  public FaultAssert hasMessage(String message) {
    return check(fault.message().equals(message), "message '" + message + "'");
  }

  public FaultAssert hasMessageContaining(String part) {
    return check(fault.message().contains(part), "a message with '" + part + "'");
  }

  public FaultAssert hasNoMessageContaining(String part) {
    return check(!fault.message().contains(part), "a message without '" + part + "'");
  }

  public FaultAssert hasStackContaining(String part) {
    return check(fault.stack().contains(part), "a stack with '" + part + "':\n" + fault.stack());
  }

  /** That became of it, such as "escaped"; an empty text for nothing. */
  public FaultAssert hasState(String state) {
    return check(fault.state().equals(state), "state '" + state + "', not '" + fault.state() + "'");
  }

  /** One step of its way says that. */
  public FaultAssert hasStep(String part) {
    boolean holds = fault.way().stream().anyMatch(step -> step.contains(part));
    return check(holds, "a step with '" + part + "' in " + fault.way());
  }

  /** It was seen in those layers, in that order. */
  public FaultAssert hasLayers(String... layers) {
    return check(
        fault.layers().equals(List.of(layers)), List.of(layers) + ", not " + fault.layers());
  }

  /** It has that attribute. Whole numbers may be given as int. */
  public FaultAssert has(String attribute, @Nullable Object value) {
    Object expected = value instanceof Integer number ? Long.valueOf(number) : value;
    Object found = fault.attributes().get(attribute);
    return check(Objects.equals(found, expected), attribute + "=" + expected + ", not " + found);
  }

  /** It has that attribute, whatever its value. */
  public FaultAssert has(String attribute) {
    return check(fault.attributes().containsKey(attribute), attribute);
  }

  public FaultAssert hasNo(String attribute) {
    return check(!fault.attributes().containsKey(attribute), "no " + attribute);
  }

  /** It was seen in that span. */
  public FaultAssert isIn(RecordedSpan span) {
    boolean holds = fault.traceId().equals(span.traceId()) && fault.spanId().equals(span.spanId());
    return check(holds, "a link to " + span);
  }

  /** It was seen in that span. */
  public FaultAssert isIn(SpanAssert span) {
    return isIn(span.span());
  }

  /** It was seen outside of any trace. */
  public FaultAssert isInNoTrace() {
    return check(fault.traceId().isEmpty(), "no link");
  }

  private FaultAssert check(boolean holds, String expectation) {
    if (holds) return this;
    throw new AssertionError(
        "expected " + expectation + ", found " + fault + " " + fault.attributes());
  }
}
