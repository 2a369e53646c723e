// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export;

import dev.faultline.agent.enrich.Fault;
import dev.faultline.agent.enrich.LogRecord;
import dev.faultline.bootstrap.trace.Part;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hears of every record that is told, whatever becomes of it on its way to exporters. Called on the
 * shipper's thread, which it must not keep waiting; what it throws costs what it was told of.
 */
public interface RecordListener {
  /** Makes one, on the shipper's thread, when there is something to do. */
  interface Maker {
    /**
     * @param resource who we are, as records tell it
     * @param clock of records' times
     */
    RecordListener open(Map<String, Object> resource, EpochClock clock);
  }

  /** With how many it stands for. */
  void fault(Fault fault);

  void line(LogRecord line);

  /** Of a trace that is kept; it may have the root in it. Is not the listener's after the call. */
  void part(Part part);

  /**
   * How it stands with the alerts that it makes of them, for any thread; null where it has none.
   */
  default @Nullable AlertStanding alerts() {
    return null;
  }

  /** About once a second. */
  void tick();

  /**
   * Nothing will come any more.
   *
   * @param millis for what there is still to do
   */
  void close(long millis);
}
