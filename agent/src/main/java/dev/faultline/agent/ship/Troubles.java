// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import dev.faultline.agent.export.Signal;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** Which signals cannot be delivered at the moment, for whoever asks. For any thread. */
final class Troubles {
  private final Map<Signal, Trouble> all = new EnumMap<>(Signal.class);
  private final LongSupplier epochMillis;

  Troubles(LongSupplier epochMillis) {
    this.epochMillis = epochMillis;
  }

  /** One more delivery has failed. */
  synchronized void add(Signal signal, String cause) {
    Trouble before = all.get(signal);
    long since = before == null ? epochMillis.getAsLong() : before.sinceMillis;
    long failures = before == null ? 1 : before.failures + 1;
    all.put(signal, new Trouble(since, failures, cause));
  }

  /** The endpoint has answered. */
  synchronized void end(Signal signal) {
    all.remove(signal);
  }

  /** By the kind of record. */
  synchronized Map<String, Trouble> now() {
    Map<String, Trouble> now = new TreeMap<>();
    all.forEach((signal, trouble) -> now.put(signal.label, trouble));
    return now;
  }
}
