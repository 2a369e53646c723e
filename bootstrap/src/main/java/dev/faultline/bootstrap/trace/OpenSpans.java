// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.trace;

import org.jspecify.annotations.Nullable;

/**
 * The spans that are open in a part, the innermost first. Static, as the stack is the spans
 * themselves: each knows the one outside of it.
 */
final class OpenSpans {
  private OpenSpans() {}

  static void push(Part part, Span span) {
    Span outer = part.open;
    span.parentId = outer == null ? part.parentId : outer.id;
    span.outer = outer;
    part.open = span;
  }

  /** Takes the span, and any that was left open inside of it, off; false when it is not open. */
  static boolean pop(Part part, Span span, SpanStock stock) {
    if (!isOpen(part, span)) return false;
    for (Span inner = part.open; inner != null && inner != span; inner = part.open) {
      part.open = inner.outer;
      stock.putBack(inner);
    }
    part.open = span.outer;
    span.outer = null;
    return true;
  }

  /** Spans still open when their part ends were begun by a hook whose exit never came. */
  static void popAll(Part part, SpanStock stock) {
    for (Span span = part.open; span != null; span = part.open) {
      part.open = span.outer;
      stock.putBack(span);
    }
  }

  /** Says that the span just taken off was recorded inside of what is open now. */
  static void markChild(Part part, Span span) {
    Span outer = part.open;
    if (outer != null) {
      outer.hasChildren = true;
    } else if (span.parentId == part.trace.root.id) {
      part.trace.root.hasChildren = true; // benign race: every writer writes the same
    }
  }

  /**
   * Sees to it that a fault's span is recorded, and those around it, however many there are in the
   * trace already.
   *
   * @param spanId the fault's
   * @return the same, or the nearest one around it that will be recorded
   */
  static long tell(Part part, long spanId) {
    long told = spanId;
    for (Span span = part.open; span != null; span = span.outer) {
      if (!span.told) span.told = part.trace.reserveTold();
      if (span.id == told && !span.told) told = parentOf(part, span);
    }
    return told;
  }

  /** What a thread was given its work by may not be recorded; the root always is. */
  private static long parentOf(Part part, Span span) {
    return span.outer == null ? part.trace.root.id : span.outer.id;
  }

  private static boolean isOpen(Part part, @Nullable Span span) {
    for (Span open = part.open; open != null; open = open.outer) {
      if (open == span) return true;
    }
    return false;
  }
}
