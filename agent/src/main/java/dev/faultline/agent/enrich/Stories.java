// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich;

import dev.faultline.bootstrap.trace.Part;
import java.util.Collections;
import java.util.List;

/** What happened in the traces that have a fault, until the fault is told. */
final class Stories {
  /** Takes what a thread did for a trace, before it is exported. */
  void add(Part part) {}

  /** What led to a fault, oldest first. */
  List<Breadcrumb> of(PendingFault fault) {
    return Collections.emptyList();
  }
}
