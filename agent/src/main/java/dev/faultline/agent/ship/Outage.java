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
  private final String target;
  private final LongSupplier nanoTime;
  private boolean everTold;
  private boolean told;
  private long toldAt;
  private long failures;

  Outage(Logger log, String target, LongSupplier nanoTime) {
    this.log = log;
    this.target = target;
    this.nanoTime = nanoTime;
  }

  void failed(String cause) {
    failures++;
    if (told || everTold && nanoTime.getAsLong() - toldAt < QUIET_NANOS) {
      log.debug("No delivery to {}: {}", target, cause);
      return;
    }
    log.warn(
        "Cannot deliver to {}: {}. Trying on; the application is not affected, and further failures"
            + " are counted, not logged",
        target,
        cause);
    told = true;
    everTold = true;
    toldAt = nanoTime.getAsLong();
  }

  void over() {
    if (told) log.info("Delivering to {} again; failed attempts: {}", target, failures);
    told = false;
    failures = 0;
  }
}
