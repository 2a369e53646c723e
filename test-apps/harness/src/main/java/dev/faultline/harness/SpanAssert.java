// SPDX-License-Identifier: Apache-2.0
package dev.faultline.harness;

import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Assertions on a span. Those that lead to another span are named for it. */
public final class SpanAssert {
  private final RecordedTrace trace;
  private final RecordedSpan span;

  SpanAssert(RecordedTrace trace, RecordedSpan span) {
    this.trace = trace;
    this.span = span;
  }

  public RecordedSpan span() {
    return span;
  }

  public SpanAssert isServer() {
    return check(span.kind() == SpanKind.SPAN_KIND_SERVER, "a SERVER span");
  }

  public SpanAssert isClient() {
    return check(span.kind() == SpanKind.SPAN_KIND_CLIENT, "a CLIENT span");
  }

  public SpanAssert isInternal() {
    return check(span.kind() == SpanKind.SPAN_KIND_INTERNAL, "an INTERNAL span");
  }

  public SpanAssert isError() {
    return check(span.isError(), "a failed span");
  }

  public SpanAssert isNoError() {
    return check(!span.isError(), "a span that has not failed");
  }

  /** It has that attribute. Whole numbers may be given as int. */
  public SpanAssert has(String attribute, @Nullable Object value) {
    Object expected = value instanceof Integer number ? Long.valueOf(number) : value;
    boolean holds = Objects.equals(span.attributes().get(attribute), expected);
    return check(holds, attribute + "=" + expected);
  }

  /** It has that attribute, whatever its value. */
  public SpanAssert has(String attribute) {
    return check(span.attributes().containsKey(attribute), attribute);
  }

  public SpanAssert hasNo(String attribute) {
    return check(!span.attributes().containsKey(attribute), "no " + attribute);
  }

  public SpanAssert hasNoParent() {
    return check(span.parentId().isEmpty(), "no parent");
  }

  /** Its parent is in another process, and has that id, of 16 hex digits. */
  public SpanAssert hasRemoteParent(String spanId) {
    boolean holds = span.hasRemoteParent() && span.parentId().equals(spanId);
    return check(holds, "the remote parent " + spanId);
  }

  public SpanAssert hasNoChildren() {
    return hasChildren();
  }

  /** These are all of its children, by their start. */
  public SpanAssert hasChildren(String... names) {
    List<String> found = trace.childrenOf(span).stream().map(RecordedSpan::name).toList();
    return check(found.equals(List.of(names)), "children " + List.of(names));
  }

  public SpanAssert takesAtLeast(Duration duration) {
    return check(span.duration().compareTo(duration) >= 0, "at least " + duration);
  }

  public SpanAssert takesAtMost(Duration duration) {
    return check(span.duration().compareTo(duration) <= 0, "at most " + duration);
  }

  /** Its one child of that name. */
  public SpanAssert child(String name) {
    List<RecordedSpan> found =
        trace.childrenOf(span).stream().filter(child -> child.name().equals(name)).toList();
    return new SpanAssert(
        trace, FaultlineAssertions.one(found, "child '" + name + "'", trace::toString));
  }

  /** Its one and only child. */
  public SpanAssert onlyChild() {
    return new SpanAssert(
        trace, FaultlineAssertions.one(trace.childrenOf(span), "child", trace::toString));
  }

  private SpanAssert check(boolean holds, String expectation) {
    if (holds) return this;
    throw new AssertionError("expected " + expectation + ", found " + span + "\nin " + trace);
  }
}
