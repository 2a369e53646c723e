// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.http;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what was not taken, since the console started. For all threads. */
public final class Refusals {
  /** Why. All but the last count requests. */
  public enum Reason {
    MALFORMED("malformed"),
    TOO_LARGE("too large"),
    UNSUPPORTED("unsupported encoding"),
    UNAUTHORIZED("unauthorized"),
    FORBIDDEN("forbidden"),
    BUSY("busy"),
    NOT_KEPT("not kept"),

    /** Records of a request of which the others were taken. */
    NOT_UNDERSTOOD("records not understood");

    private final String label;

    Reason(String label) {
      this.label = label;
    }
  }

  private final Map<Reason, AtomicLong> counts = new EnumMap<>(Reason.class);

  public Refusals() {
    for (Reason each : Reason.values()) counts.put(each, new AtomicLong());
  }

  void add(Reason reason, long count) {
    AtomicLong counter = counts.get(reason);
    if (counter != null) counter.addAndGet(count);
  }

  /** By reason in words; those of which there were any. */
  public Map<String, Long> counts() {
    Map<String, Long> found = new LinkedHashMap<>();
    counts.forEach(
        (reason, count) -> {
          if (count.get() > 0) found.put(reason.label, count.get());
        });
    return found;
  }
}
