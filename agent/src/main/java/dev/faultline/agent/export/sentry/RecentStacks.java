// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.sentry;

import dev.faultline.agent.enrich.Fault;
import dev.faultline.agent.enrich.stack.ExceptionInfo;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The stacks of the fingerprints that were told last, so that a record which only counts further
 * ones can be sent with them: Sentry groups by stack. Bounded by the number of frames, a reference
 * and some 32 bytes each.
 */
final class RecentStacks {
  private static final int MAX_FINGERPRINTS = 256;
  private static final int MAX_FRAMES = 16_384;

  private final Map<String, List<ExceptionInfo>> stacks = new LinkedHashMap<>(16, 0.75f, true);
  private int frames;

  void remember(Fault fault) {
    List<ExceptionInfo> before = stacks.put(fault.fingerprint, fault.exceptions);
    frames += frames(fault.exceptions) - (before == null ? 0 : frames(before));
    Iterator<List<ExceptionInfo>> oldest = stacks.values().iterator();
    while (stacks.size() > MAX_FINGERPRINTS || frames > MAX_FRAMES && stacks.size() > 1) {
      frames -= frames(oldest.next());
      oldest.remove();
    }
  }

  /** Empty when it is not remembered. */
  List<ExceptionInfo> of(Fault fault) {
    return stacks.getOrDefault(fault.fingerprint, Collections.emptyList());
  }

  private static int frames(List<ExceptionInfo> exceptions) {
    int sum = 0;
    for (ExceptionInfo each : exceptions) sum += each.frames.size();
    return sum;
  }
}
