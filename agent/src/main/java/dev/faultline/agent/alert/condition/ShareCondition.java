// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.condition;

import dev.faultline.agent.alert.event.AlertEvent;
import java.util.EnumSet;

/**
 * Such a share of the requests of a sliding window is bad: failed, or slow. A quantile is one, too:
 * p95 &gt; 2 s says that more than 5 % take longer than 2 s, which needs two counts and no
 * histogram.
 */
public final class ShareCondition extends Condition {
  final Bad bad;

  /** 0 to 1. */
  public final double share;

  /** Whether exactly this share is too little. */
  public final boolean isMore;

  /** Below so many there is no decision. */
  public final long minRequests;

  /** How many parts of the window must each be as bad, where they have requests. */
  public final int parts;

  /**
   * @param share 0 to 1
   * @param isMore whether exactly this share is too little
   * @param minRequests at least 1
   * @param windowMillis at least 1
   * @param parts at least 1
   */
  public ShareCondition(
      Bad bad, double share, boolean isMore, long minRequests, long windowMillis, int parts) {
    super(windowMillis, EnumSet.of(AlertEvent.Kind.REQUEST, AlertEvent.Kind.TOTALS));
    this.bad = bad;
    this.share = share;
    this.isMore = isMore;
    this.minRequests = minRequests;
    this.parts = parts;
  }

  @Override
  public Tracker tracker(long nowMillis) {
    return new ShareTracker(this, nowMillis);
  }

  @Override
  public boolean isLike(Condition other) {
    return super.isLike(other) && ((ShareCondition) other).bad.getClass() == bad.getClass();
  }

  boolean isMet(double bad, double total) {
    double slack = 1e-9 * Math.max(1, total); // 5 % of 20 is 1, whatever doubles say
    return isMore ? bad > share * total + slack : bad >= share * total - slack;
  }
}
