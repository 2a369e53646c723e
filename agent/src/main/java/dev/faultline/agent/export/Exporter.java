// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export;

import dev.faultline.agent.enrich.Fault;
import dev.faultline.bootstrap.trace.Part;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes records in one format, into a buffer a signal, until they are taken as a {@link Payload}.
 * For the shipper's thread alone, but for {@link #rejection}.
 */
public interface Exporter {
  /**
   * Writes the spans of a part.
   *
   * @return how many could not be written: their bytes are taken back, the others stand
   */
  int add(Part part);

  /** Writes a fault; returns how many (0 or 1) could not be written. */
  int add(Fault fault);

  /** Writes all metrics as they are now, in the order in which {@code metrics} tells them. */
  void addMetrics(Consumer<MetricWriter> metrics);

  /** Records waiting to be taken. */
  int records(Signal signal);

  /** Bytes, before compression, waiting to be taken. */
  int bytes(Signal signal);

  /** What was written since it was last called, or null when there is nothing. */
  @Nullable Payload take(Signal signal);

  /** What an answer of success says was not taken. May be called on any thread. */
  Rejection rejection(Signal signal, byte[] answer);
}
