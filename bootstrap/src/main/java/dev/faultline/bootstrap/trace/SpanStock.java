// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.trace;

import org.jspecify.annotations.Nullable;

/**
 * The spans that a thread has at hand: those that were not kept are used again. No span ever moves
 * from one thread's stock to another's.
 */
final class SpanStock {
  /** Most spans a thread holds, some 100 bytes each. */
  private static final int MAX = 64;

  private @Nullable Span first;
  private int count;

  Span take() {
    Span span = first;
    if (span == null) return new Span();
    first = span.next;
    count--;
    span.next = null;
    return span;
  }

  void putBack(Span span) {
    if (count == MAX) return;
    span.clear();
    span.next = first;
    first = span;
    count++;
  }

  /** Puts back all spans of a part that is not kept, but for the root. */
  void restock(Part part) {
    Span span = part.first;
    part.first = null;
    part.last = null;
    while (span != null) {
      Span next = span.next;
      if (span != part.trace.root) putBack(span); // the root may be read through its Trace
      span = next;
    }
  }
}
