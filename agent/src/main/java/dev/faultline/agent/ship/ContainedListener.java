// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import dev.faultline.agent.enrich.Fault;
import dev.faultline.agent.enrich.LogRecord;
import dev.faultline.agent.export.AlertStanding;
import dev.faultline.agent.export.EpochClock;
import dev.faultline.agent.export.RecordListener;
import dev.faultline.bootstrap.trace.Part;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Those who listen must not cost a record: what they throw is said once, and goes no further. */
final class ContainedListener implements RecordListener {
  private static final Logger LOG = LoggerFactory.getLogger(ContainedListener.class);

  private final RecordListener listener;
  private boolean told;

  private ContainedListener(RecordListener listener) {
    this.listener = listener;
  }

  /** Null where nobody listens, or it could not be made. */
  static @Nullable RecordListener open(
      RecordListener.@Nullable Maker maker, Map<String, Object> resource, EpochClock clock) {
    if (maker == null) return null;
    try {
      return new ContainedListener(maker.open(resource, clock));
    } catch (RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError e) {
      LOG.error("There will be no alerts", e);
      return null;
    }
  }

  @Override
  public void fault(Fault fault) {
    contain(() -> listener.fault(fault));
  }

  @Override
  public void line(LogRecord line) {
    contain(() -> listener.line(line));
  }

  @Override
  public void part(Part part) {
    contain(() -> listener.part(part));
  }

  @Override
  public @Nullable AlertStanding alerts() {
    return listener.alerts();
  }

  @Override
  public void tick() {
    contain(listener::tick);
  }

  @Override
  public void close(long millis) {
    contain(() -> listener.close(millis));
  }

  private void contain(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError e) {
      if (!told) LOG.warn("An alert has failed; further failures are not logged", e);
      told = true;
    }
  }
}
