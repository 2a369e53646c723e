// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich;

import dev.faultline.agent.enrich.scrub.Scrubber;
import dev.faultline.agent.enrich.text.Text;
import dev.faultline.bootstrap.fault.Layer;
import dev.faultline.bootstrap.fault.State;
import org.jspecify.annotations.Nullable;

/** One step on a fault's way: where it was seen, and what became of it there. Immutable. */
public final class Step {
  public final Layer layer;

  /** What became of it there; null when it only passed. */
  public final @Nullable State state;

  /** The handler, resolver or logger that had it; null when not known. */
  public final @Nullable String by;

  /** The level it was logged at; null where it was not logged. */
  public final @Nullable String level;

  /** Whether a pool had no room for the task, or no connection to give. */
  public final boolean poolWasFull;

  /** Name of the thread it was seen on. */
  public final String threadName;

  Step(
      Layer layer,
      @Nullable State state,
      @Nullable String by,
      @Nullable String level,
      boolean poolWasFull,
      String threadName) {
    this.layer = layer;
    this.state = state;
    this.by = by;
    this.level = level;
    this.poolWasFull = poolWasFull;
    this.threadName = threadName;
  }

  /** The same with the names in it fit to leave the process. */
  Step scrubbed(Scrubber scrubber) {
    String name = scrubber.text(threadName);
    return new Step(layer, state, scrubber.text(by), level, poolWasFull, name == null ? "" : name);
  }

  /** Whether it says just that, of whatever thread. */
  boolean isLike(Layer layer, @Nullable State state, @Nullable String by, @Nullable String level) {
    return this.layer == layer
        && this.state == state
        && Text.same(this.by, by)
        && Text.same(this.level, level);
  }

  /** In words, such as "left the request" or "handled by com.acme.OrderAdvice". */
  @Override
  public String toString() {
    return StepWords.of(this);
  }
}
