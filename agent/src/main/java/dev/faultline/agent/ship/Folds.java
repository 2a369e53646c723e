// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import dev.faultline.bootstrap.trace.Part;
import dev.faultline.bootstrap.trace.Span;
import java.util.concurrent.atomic.LongAdder;

/** Counts the executions that share a span with another. Read by any thread. */
final class Folds {
  private final LongAdder folded = new LongAdder();

  void add(Part part) {
    long sum = 0;
    for (Span span = part.first; span != null; span = span.next) {
      if (span.fold != null) sum += span.fold.count - 1;
    }
    if (sum > 0) folded.add(sum);
  }

  long folded() {
    return folded.sum();
  }
}
