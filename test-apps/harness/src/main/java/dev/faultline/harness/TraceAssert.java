// SPDX-License-Identifier: Apache-2.0
package dev.faultline.harness;

import java.util.List;

/** Assertions on a trace. */
public final class TraceAssert {
  private final RecordedTrace trace;

  TraceAssert(RecordedTrace trace) {
    this.trace = trace;
  }

  public RecordedTrace trace() {
    return trace;
  }

  /** Its first span without a parent here. */
  public SpanAssert root() {
    return trace
        .root()
        .map(root -> new SpanAssert(trace, root))
        .orElseThrow(() -> new AssertionError("no root in\n" + trace));
  }

  /** Its root, of that name. */
  public SpanAssert root(String name) {
    SpanAssert root = root();
    if (root.span().name().equals(name)) return root;
    throw new AssertionError("expected the root to be '" + name + "' in\n" + trace);
  }

  /** It has one span of that name. */
  public SpanAssert span(String name) {
    List<RecordedSpan> found = trace.named(name);
    return new SpanAssert(
        trace, FaultlineAssertions.one(found, "span '" + name + "'", trace::toString));
  }

  /** These are all of its spans, by their start. */
  public TraceAssert hasSpans(String... names) {
    List<String> found = trace.spans().stream().map(RecordedSpan::name).toList();
    if (found.equals(List.of(names))) return this;
    throw new AssertionError("expected spans " + List.of(names) + " in\n" + trace);
  }

  public TraceAssert hasSpans(int count) {
    if (trace.spans().size() == count) return this;
    throw new AssertionError("expected " + count + " spans in\n" + trace);
  }

  /** It has that id, of 32 hex digits. */
  public TraceAssert hasId(String id) {
    if (trace.id().equals(id)) return this;
    throw new AssertionError("expected id " + id + " of\n" + trace);
  }
}
