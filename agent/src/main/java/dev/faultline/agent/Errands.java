// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent;

import dev.faultline.agent.config.LogLevel;
import dev.faultline.agent.log.Log;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the shipper's thread does by the way. */
final class Errands implements Runnable {
  private final List<Runnable> contained;
  private final @Nullable Runnable last;

  /**
   * @param contained whose failures are nobody's business
   * @param last whose failures are the caller's
   */
  Errands(List<Runnable> contained, @Nullable Runnable last) {
    this.contained = contained;
    this.last = last;
  }

  @Override
  public void run() {
    for (Runnable each : contained) {
      try {
        each.run();
      } catch (RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError e) {
        Log.line(LogLevel.DEBUG, "The account cannot be shown", e);
      }
    }
    if (last != null) last.run();
  }
}
