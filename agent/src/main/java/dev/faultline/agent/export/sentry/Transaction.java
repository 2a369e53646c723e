// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.sentry;

import dev.faultline.bootstrap.trace.Part;
import dev.faultline.bootstrap.trace.Span;
import dev.faultline.bootstrap.trace.SpanType;
import dev.faultline.bootstrap.trace.Trace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Spans of one trace that go together, and the one that stands for all: the trace's root; else the
 * task that all others are inside of; else none of them. Immutable.
 */
final class Transaction {
  final Trace trace;

  /** As many, each with its part. */
  final List<Span> spans;

  final List<Part> parts;

  /** Null when none stands for all. */
  final @Nullable Span top;

  /** Those inside of the transaction itself, and not of one of its spans. */
  private final Set<Span> outermost = new HashSet<>();

  private Transaction(Trace trace, List<Span> spans, List<Part> parts) {
    this.trace = trace;
    this.spans = spans;
    this.parts = parts;
    Set<Long> ids = new HashSet<>();
    for (Span each : spans) ids.add(each.id);
    for (Span each : spans) {
      if (!ids.contains(each.parentId)) outermost.add(each);
    }
    this.top = top();
  }

  /**
   * @param parts of one trace; not empty
   */
  static Transaction of(List<Part> parts) {
    List<Span> spans = new ArrayList<>();
    List<Part> of = new ArrayList<>();
    for (Part part : parts) {
      for (Span span = part.first; span != null; span = span.next) {
        spans.add(span);
        of.add(part);
      }
    }
    return new Transaction(parts.get(0).trace, spans, of);
  }

  private @Nullable Span top() {
    for (Span each : spans) {
      if (trace.isRoot(each)) return each;
    }
    if (outermost.size() != 1) return null;
    Span only = outermost.iterator().next();
    return only.type == SpanType.TASK ? only : null; // a statement alone is no transaction
  }

  boolean isOutermost(Span span) {
    return outermost.contains(span);
  }

  int size() {
    return spans.size();
  }

  /** By {@link System#nanoTime}. */
  long startNanos() {
    if (top != null) return top.startNanos;
    long start = spans.get(0).startNanos;
    for (Span each : spans) start = each.startNanos - start < 0 ? each.startNanos : start;
    return start;
  }

  long endNanos() {
    if (top != null) return top.endNanos;
    long end = spans.get(0).endNanos;
    for (Span each : spans) end = each.endNanos - end > 0 ? each.endNanos : end;
    return end;
  }

  /** What is left of it when that many were written, from the first on. */
  Transaction without(Set<Span> written) {
    List<Span> spansLeft = new ArrayList<>();
    List<Part> partsLeft = new ArrayList<>();
    for (int i = 0; i < spans.size(); i++) {
      if (written.contains(spans.get(i))) continue;
      spansLeft.add(spans.get(i));
      partsLeft.add(parts.get(i));
    }
    return new Transaction(trace, spansLeft, partsLeft);
  }
}
