// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console;

import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Says that something fails: once, then once a minute, and once when it is over. Thread-safe. */
final class Trouble {
  private static final long AGAIN_MILLIS = 60_000;

  private final Consumer<String> say;
  private final String over;
  private final LongSupplier clock;
  private boolean is;
  private long saidAt;
  private long unsaid;

  /**
   * @param over said when it is; empty for nothing
   * @param clock milliseconds
   */
  Trouble(Consumer<String> say, String over, LongSupplier clock) {
    this.say = say;
    this.over = over;
    this.clock = clock;
  }

  synchronized void is(String why) {
    long now = clock.getAsLong();
    if (is && now - saidAt < AGAIN_MILLIS) {
      unsaid++;
      return;
    }
    say.accept(why + (unsaid == 0 ? "" : " (and " + unsaid + " times before, unsaid)"));
    is = true;
    saidAt = now;
    unsaid = 0;
  }

  synchronized void isOver() {
    if (!is) return;
    is = false;
    unsaid = 0;
    if (!over.isEmpty()) say.accept(over);
  }
}
