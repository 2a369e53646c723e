// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import dev.faultline.bootstrap.trace.Part;
import dev.faultline.bootstrap.trace.Span;

/** Counts the executions that share a span with another. For the shipper alone. */
final class Folds {
  private long folded;

  void add(Part part) {
    for (Span span = part.first; span != null; span = span.next) {
      if (span.fold != null) folded += span.fold.count - 1;
    }
  }

  long folded() {
    return folded;
  }
}
