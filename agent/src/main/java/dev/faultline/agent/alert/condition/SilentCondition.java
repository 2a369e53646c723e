// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.condition;

import dev.faultline.agent.alert.event.AlertEvent;
import dev.faultline.agent.alert.state.Incident;
import java.util.EnumSet;

/** Nothing at all was heard of a service that was heard of before. */
public final class SilentCondition extends Condition {
  /**
   * @param windowMillis how long it must be silent; at least 1
   */
  public SilentCondition(long windowMillis) {
    super(windowMillis, EnumSet.allOf(AlertEvent.Kind.class));
  }

  @Override
  public Tracker tracker(long nowMillis) {
    return new Heard(windowMillis, nowMillis);
  }

  @Override
  public boolean lastsWithoutEvents() {
    return true;
  }

  @Override
  public boolean watches() {
    return true;
  }

  /** When something was heard, by the clock of whoever hears it: a delay is no silence. */
  private static final class Heard extends Tracker {
    /** After so long, beyond the window, it is not expected any more. */
    private static final long FORGET_MILLIS = 24 * 60 * 60 * 1000L;

    private final long windowMillis;

    /** What silence counts from: after a restart, from then on. */
    private long heardMillis;

    /** What messages say. */
    private long saidMillis;

    private boolean heard;

    Heard(long windowMillis, long nowMillis) {
      this.windowMillis = windowMillis;
      heardMillis = nowMillis;
      saidMillis = nowMillis;
    }

    @Override
    public void goOn(Incident kept) {
      if (kept.firedMillis > 0 && kept.lastMillis > 0) saidMillis = kept.lastMillis;
    }

    @Override
    public void add(AlertEvent event, long eventMillis, long nowMillis) {
      heardMillis = nowMillis;
      saidMillis = nowMillis;
      heard = true;
    }

    @Override
    public Verdict onEvent(long nowMillis) {
      return Verdict.NO;
    }

    @Override
    public Verdict onTime(long nowMillis) {
      if (nowMillis - heardMillis < windowMillis || isForgotten(nowMillis)) return Verdict.NO;
      heard = false;
      return Verdict.YES;
    }

    @Override
    public long told(AlertEvent event) {
      return 0;
    }

    @Override
    public boolean shows(AlertEvent event) {
      return false; // the last that was heard is no example of silence
    }

    @Override
    public long inWindow(long nowMillis) {
      return 0;
    }

    @Override
    public long firstMillis(long nowMillis) {
      return heardMillis;
    }

    @Override
    public boolean isOver(long begunMillis, long nowMillis, long keepMillis) {
      return isForgotten(nowMillis) || (heard && nowMillis - heardMillis < windowMillis);
    }

    private boolean isForgotten(long nowMillis) {
      return nowMillis - heardMillis >= windowMillis + FORGET_MILLIS;
    }

    @Override
    public boolean isIdle(long nowMillis) {
      return isForgotten(nowMillis);
    }

    @Override
    public String measured(long nowMillis) {
      if (heard) return "heard of again";
      String tail = isForgotten(nowMillis) ? ", no longer expected" : "";
      return "silent for " + Durations.tell(nowMillis - saidMillis) + tail;
    }
  }
}
