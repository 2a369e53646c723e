// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.lane;

import org.jspecify.annotations.Nullable;

/**
 * What travels on a {@link Lane}. The link is part of the item, so that offering allocates nothing.
 * An item is offered to one lane, once.
 */
public abstract class LaneNode {
  volatile @Nullable LaneNode next;
  int weight;
  int ballast;
}
