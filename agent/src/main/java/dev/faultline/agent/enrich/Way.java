// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich;

import dev.faultline.agent.enrich.scrub.Scrubber;
import dev.faultline.bootstrap.fault.FutureWatch;
import dev.faultline.bootstrap.fault.Layer;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.fault.State;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is learned of a fault's way, sighting by sighting, and of the Futures it was put into. */
final class Way {
  private static final int MAX_STEPS = 16;
  private static final int MAX_WATCHES = 16;

  private final List<Step> steps = new ArrayList<>(4);
  private final List<Watched> watches = new ArrayList<>(0);
  private boolean onlyIfUnobserved = true;

  void add(Sighting sighting) {
    onlyIfUnobserved &= sighting.onlyIfUnobserved;
    if (sighting.watch != null) watch(new Watched(sighting.watch, sighting));
    if (isNoNews(sighting.layer, sighting.state, sighting.by, sighting.level)) return;
    steps.add(
        new Step(
            sighting.layer,
            sighting.state,
            sighting.by,
            sighting.level,
            sighting.pool != null,
            sighting.threadName));
  }

  private void watch(Watched watched) {
    if (watches.size() == MAX_WATCHES && !watches.removeIf(this::isPassedOn)) return;
    watches.add(watched);
  }

  /** Adds what has become of a Future. */
  private void add(State state, @Nullable String by, String thread) {
    if (isNoNews(Layer.TASK, state, by, null)) return;
    steps.add(new Step(Layer.TASK, state, by, null, false, thread));
  }

  /** Whether a step is one of those already, or one too many. */
  private boolean isNoNews(
      Layer layer, @Nullable State state, @Nullable String by, @Nullable String level) {
    if (steps.size() >= MAX_STEPS) return true;
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).isLike(layer, state, by, level)) return true;
    }
    return false;
  }

  /** Whether it is known, as well as it ever will be, who looked at its Futures. */
  boolean isKnown() {
    boolean collected = true;
    for (Watched each : watches) {
      if (each.watch.seen() != null && !isPassedOn(each)) return true;
      collected &= each.watch.isCollected();
    }
    return collected;
  }

  /**
   * Says what has become of its Futures.
   *
   * @param limit in words, until when nobody has looked; for one that could still be looked at
   */
  void end(String limit) {
    if (watches.isEmpty()) return;
    String thread = steps.get(0).threadName;
    boolean collected = true;
    boolean known = false;
    for (Watched each : watches) {
      collected &= each.watch.isCollected();
      State seen = each.watch.seen();
      if (seen == null) continue;
      boolean passedOn = isPassedOn(each);
      known |= !passedOn;
      // A handler that throws it again has only looked.
      if (passedOn) seen = State.OBSERVED;
      add(seen, each.watch.by(), thread);
    }
    if (known) return;
    String until = collected ? "before it was collected" : limit;
    add(State.UNOBSERVED, until, thread);
  }

  /** Whether who looked there did no more than put what he got into another one of its Futures. */
  private boolean isPassedOn(Watched watched) {
    for (Watched each : watches) {
      if (each.watch != watched.watch && watched.watch.isPassedOnBy(each.threadId, each.nanos)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it turned out to be none: the application put it into a Future, for another part. */
  boolean isNoFault() {
    return onlyIfUnobserved && !has(State.UNOBSERVED);
  }

  /** What became of it, summed up; null when that is not known. */
  @Nullable State state() {
    State strongest = null;
    for (Step each : steps) {
      if (each.state == null || each.state == State.OBSERVED) continue;
      if (strongest == null || each.state.compareTo(strongest) < 0) strongest = each.state;
    }
    return strongest;
  }

  boolean has(State state) {
    for (Step each : steps) {
      if (each.state == state) return true;
    }
    return false;
  }

  /** Never empty. Unmodifiable. */
  List<Step> steps() {
    return Collections.unmodifiableList(new ArrayList<>(steps));
  }

  /** The same, fit to leave the process. */
  List<Step> steps(Scrubber scrubber) {
    List<Step> told = new ArrayList<>(steps.size());
    for (Step each : steps) told.add(each.scrubbed(scrubber));
    return Collections.unmodifiableList(told);
  }

  /** One of its Futures, and who put it there when. */
  private static final class Watched {
    final FutureWatch watch;
    final long threadId;
    final long nanos;

    Watched(FutureWatch watch, Sighting sighting) {
      this.watch = watch;
      threadId = sighting.threadId;
      nanos = sighting.nanos;
    }
  }
}
