// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.enrich.scrub.Scrubber;
import java.util.Map;
import java.util.TreeMap;

/** What exporters are opened with in tests: time stands still, nothing is random. */
public final class Contexts {
  /** What {@link System#nanoTime} says. */
  public static final long START = 5_000_000_000L;

  /** What the wall clock says then. */
  public static final long EPOCH_MILLIS = 1_790_000_000_000L;

  private Contexts() {}

  /** Of a service named shop; what is lost fails the test. */
  public static ExportContext fixed() {
    return fixed(
        (signal, count, reason) -> {
          throw new AssertionError(count + " " + signal.label + " " + reason);
        });
  }

  public static ExportContext fixed(Losses losses) {
    return new ExportContext(
        new TreeMap<>(Map.of("service.name", "shop", "process.pid", 4711L)),
        "0.1.0",
        Scrubber.of(AgentConfig.of(Map.of())),
        new EpochClock(() -> EPOCH_MILLIS, () -> START),
        () -> START,
        losses,
        key -> null);
  }
}
