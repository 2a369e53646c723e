// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.trace;

import org.jspecify.annotations.Nullable;

/**
 * Copies what a thread has recorded so far, on another thread, while it goes on. All reads race
 * with it; what makes them safe is the look at {@link Trace#isOver} afterwards: until its trace is
 * over a thread uses none of these objects for anything else. What is inconsistent at worst is a
 * span that ended in that moment: it is told as open, or twice.
 */
final class Unfinished {
  private static final int MAX_SPANS = 1_000;

  private Unfinished() {}

  /** A part like that one, with the root; null when the trace was over before all was read. */
  static @Nullable Part copyOf(Part part, long nowNanos) {
    Trace trace = part.trace;
    Part copy = part.like();
    int left = MAX_SPANS;
    for (Span each = part.first; each != null && left-- > 0; each = each.next) {
      copy.append(each.copy());
    }
    for (Span each = part.open; each != null && left-- > 0; each = each.outer) {
      copy.append(open(each, nowNanos));
    }
    copy.append(open(trace.root, nowNanos));
    return trace.isOver() ? null : copy;
  }

  private static Span open(Span span, long nowNanos) {
    Span copy = span.copy();
    copy.endNanos = nowNanos;
    copy.unfinished = true;
    return copy;
  }
}
