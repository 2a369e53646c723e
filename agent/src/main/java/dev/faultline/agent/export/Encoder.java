// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export;

import dev.faultline.agent.enrich.Fault;
import dev.faultline.agent.enrich.LogRecord;
import dev.faultline.bootstrap.trace.Part;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes records in one format, into buffers, until they are taken as {@link Payload}s. Everything
 * it is given has passed the filters, and what it reads of a fault is scrubbed; what it reads of a
 * span's subject it has to pass through the {@link ExportContext#scrubber}, which {@code
 * export.attribute} does.
 *
 * <p>It is asked for the signals that its {@link Exporter} takes, and no others. A record that
 * cannot be written, or is left out, is counted by {@link ExportContext#losses}; what an {@code
 * add} throws counts as that, too. For the shipper's thread alone.
 */
public interface Encoder {
  /** Writes the spans of a part. */
  default void add(Part part) {}

  /** Writes a fault. */
  default void add(Fault fault) {}

  /** Writes a line that the application has logged. */
  default void add(LogRecord line) {}

  /**
   * Writes all metrics as they are now, in the order in which {@code metrics} tells them.
   *
   * @return how many points were written
   */
  default int addMetrics(Consumer<MetricWriter> metrics) {
    return 0;
  }

  /**
   * Nothing more will be added: what was held back, to be written with what belongs to it, is to be
   * written now.
   */
  default void finish() {}

  /** Records waiting to be taken, or held back. */
  int records(Signal signal);

  /** Bytes, before compression, waiting to be taken. */
  int bytes(Signal signal);

  /**
   * What was written and not yet taken, or null when there is nothing (any more). A format that
   * allows one record in a request gives one at a time. What is held back is asked for again after
   * the delay of a batch.
   */
  @Nullable Payload take(Signal signal);

  /**
   * The same for who gives it back ({@link Payload#giveBack}) when it was delivered: its body may
   * be lent, and then be longer than {@link Payload#size}.
   */
  default @Nullable Payload lend(Signal signal) {
    return take(signal);
  }
}
