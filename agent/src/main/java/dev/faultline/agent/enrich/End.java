// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich;

import dev.faultline.bootstrap.fault.Layer;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.fault.State;

/**
 * Where a throwable went as far as it could: out of its request, or out of its thread. Outside of
 * any trace this is what one occurrence is told from the next by; a thread has one end.
 */
final class End {
  private boolean isReached;
  private long threadId;

  End() {}

  End(End like) {
    isReached = like.isReached;
    threadId = like.threadId;
  }

  /** Whether the sighting is of an end, and another thread has come to one before. */
  boolean isAnother(Sighting sighting) {
    return isReached && isOne(sighting) && sighting.threadId != threadId;
  }

  void see(Sighting sighting) {
    if (!isOne(sighting)) return;
    isReached = true;
    threadId = sighting.threadId;
  }

  /** What a thread's handler throws ends nothing more. */
  private static boolean isOne(Sighting sighting) {
    if (sighting.state != State.ESCAPED) return false;
    return sighting.layer != Layer.THREAD || sighting.by == null;
  }
}
