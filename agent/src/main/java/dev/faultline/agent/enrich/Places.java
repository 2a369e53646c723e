// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich;

import dev.faultline.agent.enrich.sql.SqlDigest;
import dev.faultline.agent.enrich.thrown.FrameNames;
import dev.faultline.bootstrap.subject.Database;
import dev.faultline.bootstrap.subject.SqlStatement;
import dev.faultline.bootstrap.subject.Task;
import dev.faultline.bootstrap.trace.Trace;
import org.jspecify.annotations.Nullable;

/** Names where faults were seen, for those that do not say themselves where they were thrown. */
final class Places {
  private final KnownPairs known = KnownPairs.joined();

  /** Such as "SERVLET /orders/{id}". */
  String of(PendingFault pending) {
    Trace trace = pending.trace;
    String route =
        trace != null && trace.isOver() && trace.request() != null ? trace.request().route : null;
    return known.of(pending.layers.get(0).name(), route != null ? route : nameOf(pending.subject));
  }

  private static String nameOf(@Nullable Object subject) {
    if (subject instanceof Task) return FrameNames.ofClass(((Task) subject).name);
    if (subject instanceof Database) return ((Database) subject).system;
    if (!(subject instanceof SqlStatement)) return "";
    String hash = SqlDigest.of((SqlStatement) subject).hash;
    return hash == null ? "" : hash;
  }
}
