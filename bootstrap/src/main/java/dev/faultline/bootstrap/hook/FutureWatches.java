// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.fault.FutureWatch;
import dev.faultline.bootstrap.state.WeakIdentityMap;
import org.jspecify.annotations.Nullable;

/**
 * The watches of all Futures that failed, attached from outside to what lives as long as anybody
 * could look: the FutureTask, the ForkJoinTask, or what a CompletableFuture holds for a result.
 */
final class FutureWatches {
  private static final WeakIdentityMap<FutureWatch> WATCHES = new WeakIdentityMap<>();

  /** Whether there was ever one. Until then nothing is looked up, which costs an identity hash. */
  private static volatile boolean used;

  private FutureWatches() {}

  /** Attaches a new watch. */
  static FutureWatch attach(Object outcome) {
    FutureWatch watch = new FutureWatch(outcome);
    attach(outcome, watch);
    return watch;
  }

  /** Attaches a watch that others have, too; beside those that the outcome has already. */
  static void attach(Object outcome, FutureWatch watch) {
    WATCHES.add(outcome, watch);
    if (!used) used = true;
  }

  /** Lets an outcome share the watch of its source, which is still alive, in place of its own. */
  static void share(FutureWatch watch, Object outcome) {
    watch.alsoIn(outcome);
    WATCHES.put(outcome, watch);
  }

  static @Nullable FutureWatch of(@Nullable Object outcome) {
    return outcome == null || !used ? null : WATCHES.get(outcome);
  }

  /** Somebody has looked at a task, whether it failed or not. More than this is not to be told. */
  static void lookedAt(Object task) {
    if (!used) return;
    for (FutureWatch each = WATCHES.remove(task); each != null; each = WATCHES.remove(task)) {
      each.lookedAt();
    }
  }

  /** Entries, some of them of outcomes that are gone. */
  static int outstanding() {
    return WATCHES.size();
  }
}
