// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import dev.faultline.agent.enrich.Fault;
import dev.faultline.agent.enrich.LogRecord;
import dev.faultline.agent.export.Encoder;
import dev.faultline.agent.export.MetricWriter;
import dev.faultline.agent.export.Payload;
import dev.faultline.agent.export.Signal;
import dev.faultline.bootstrap.trace.Part;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The encoder of an extension: what an {@code add} throws is one record that was not written; what
 * the others throw is as if there were nothing. Other exporters, next in turn, notice nothing.
 */
final class ContainedEncoder implements Encoder {
  private static final Logger LOG = LoggerFactory.getLogger(ContainedEncoder.class);

  private final Encoder encoder;
  private final String name;
  private boolean told;

  /**
   * @param name of its exporter
   */
  ContainedEncoder(Encoder encoder, String name) {
    this.encoder = encoder;
    this.name = name;
  }

  @Override
  public void add(Part part) {
    add(() -> encoder.add(part));
  }

  @Override
  public void add(Fault fault) {
    add(() -> encoder.add(fault));
  }

  @Override
  public void add(LogRecord line) {
    add(() -> encoder.add(line));
  }

  @Override
  public int addMetrics(Consumer<MetricWriter> metrics) {
    int[] points = new int[1];
    add(() -> points[0] = encoder.addMetrics(metrics));
    return points[0];
  }

  /** As the caller counts failures: whatever it was, it is one of two kinds. */
  private static void add(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException | LinkageError e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e.toString(), e);
    }
  }

  @Override
  public void finish() {
    try {
      encoder.finish();
    } catch (Throwable e) {
      failed(e);
    }
  }

  @Override
  public int records(Signal signal) {
    try {
      return Math.max(0, encoder.records(signal));
    } catch (Throwable e) {
      failed(e);
      return 0;
    }
  }

  @Override
  public int bytes(Signal signal) {
    try {
      return Math.max(0, encoder.bytes(signal));
    } catch (Throwable e) {
      failed(e);
      return 0;
    }
  }

  /** What it does not give stays pending, in its account too. */
  @Override
  public @Nullable Payload take(Signal signal) {
    try {
      return encoder.take(signal);
    } catch (Throwable e) {
      failed(e);
      return null;
    }
  }

  private void failed(Throwable failure) {
    if (told) return;
    told = true;
    LOG.warn("The encoder of {} fails; further failures are not logged", name, failure);
  }
}
