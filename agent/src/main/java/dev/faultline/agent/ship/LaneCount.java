// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import dev.faultline.bootstrap.lane.Lane;

/** What a lane counts by itself, from now on; what is waiting on it now is counted in. */
final class LaneCount {
  private final Lane<?> lane;
  private final long offeredBefore;
  private final long droppedBefore;

  LaneCount(Lane<?> lane) {
    this.lane = lane;
    this.offeredBefore = lane.offered() - lane.pending();
    this.droppedBefore = lane.dropped();
  }

  /**
   * The ledger was read first, then what was dropped, then what was offered: so nothing is seen to
   * have ended that was not yet seen to begin.
   */
  Tally addTo(Tally tally) {
    long dropped = lane.dropped() - droppedBefore;
    return tally.plus(lane.offered() - offeredBefore, Account.LANE_FULL, dropped);
  }
}
