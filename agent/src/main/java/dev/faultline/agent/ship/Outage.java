// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * Says that one signal cannot be delivered, and that it can be again. The first failure is a
 * warning; what fails after it is counted, and quiet, for an application without a collector must
 * not have its log filled. An endpoint that comes and goes is told of once a minute at most.
 */
final class Outage {
  private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Logger log;
  private final LongSupplier nanoTime;
  private boolean everTold;
  private boolean told;
  private long toldAt;
  private long failures;

  Outage(Logger log, LongSupplier nanoTime) {
    this.log = log;
    this.nanoTime = nanoTime;
  }

  /**
   * @param what such as {@code spans}
   * @param target where to
   */
  void failed(String what, String target, String cause) {
    failures++;
    if (told || everTold && nanoTime.getAsLong() - toldAt < QUIET_NANOS) {
      log.debug("No delivery of {} to {}: {}", what, target, cause);
      return;
    }
    log.warn(
        "Cannot deliver {} to {}: {}. Trying on; the application is not affected, and further"
            + " failures are counted, not logged",
        what,
        target,
        cause);
    told = true;
    everTold = true;
    toldAt = nanoTime.getAsLong();
  }

  void over(String what, String target) {
    if (told) {
      log.info("Delivering {} to {} again; failed attempts: {}", what, target, failures);
    }
    told = false;
    failures = 0;
  }
}
