// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

import dev.faultline.agent.alert.notice.Notice;
import dev.faultline.agent.alert.notice.Target;
import dev.faultline.agent.transport.Backoff;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All channels with what waits for them, and the decisions: what is next, and what follows from how
 * an attempt went. Knows no thread; the dispatcher guards it by its lock.
 */
final class Outlets {
  private static final Logger LOG = LoggerFactory.getLogger(Outlets.class);

  static final int MAX_RETRIES = 5;

  private final Map<String, Outlet> outlets = new LinkedHashMap<>();
  private final LongSupplier nanoTime;
  private final Backoff backoff;
  private int turn;

  Outlets(LongSupplier nanoTime, Backoff backoff) {
    this.nanoTime = nanoTime;
    this.backoff = backoff;
  }

  /** One that is as it was stays; what waits for one that is gone goes to its fallback. */
  void configure(List<ChannelConfig> configs, ChannelMaker maker, Settlements settled) {
    Map<String, Outlet> before = new LinkedHashMap<>(outlets);
    outlets.clear();
    for (ChannelConfig each : configs) {
      Outlet kept = before.get(each.name);
      boolean same = kept != null && kept.channel.config.equals(each);
      Outlet outlet = kept != null && same ? kept : new Outlet(maker.make(each), now());
      if (kept != null && !same) outlet.countOn(kept);
      outlets.put(each.name, outlet);
    }
    for (Outlet old : before.values()) {
      Outlet current = outlets.get(old.name());
      if (current != old) replaced(old, current, settled);
    }
  }

  private void replaced(Outlet old, @Nullable Outlet current, Settlements settled) {
    for (Waiting each : old.drain()) {
      if (current != null) {
        add(current, each, settled);
      } else {
        giveUp(old, each, "the channel is gone", settled);
      }
    }
  }

  void tell(Notice notice, Settlements settled) {
    for (Target each : notice.targets) {
      route(Waiting.of(notice, now(), each.fallback), each.channel, settled);
    }
  }

  @Nullable Outlet get(String name) {
    return outlets.get(name);
  }

  List<Outlet> all() {
    return new ArrayList<>(outlets.values());
  }

  /**
   * Who has something to send now, and is not sending: it is in {@link Outlet#begun}. Nobody is
   * served twice in a row while others wait.
   *
   * @param last whether there will be no other time
   * @param epochMillis now, since 1970
   */
  @Nullable Outlet next(boolean last, long epochMillis) {
    List<Outlet> all = all();
    for (int i = 0; i < all.size(); i++) {
      Outlet outlet = all.get((turn + i) % all.size());
      if (outlet.begun != null) continue;
      outlet.begun = next(outlet, last, epochMillis);
      if (outlet.begun == null) continue;
      turn = (turn + i + 1) % all.size();
      return outlet;
    }
    return null;
  }

  private @Nullable Job next(Outlet outlet, boolean last, long epochMillis) {
    Job job = outlet.next(now(), last);
    if (job != null || last) return job;
    boolean due = outlet.channel.refreshMillis() <= epochMillis;
    return due && outlet.mayRefresh(now()) ? Job.refresh() : null;
  }

  /** Nanoseconds until {@link #next} has somebody; {@code Long.MAX_VALUE} where nothing waits. */
  long dueNanos(boolean last, long epochMillis) {
    long due = Long.MAX_VALUE;
    for (Outlet each : outlets.values()) {
      if (each.begun != null) continue; // its end will be heard of
      due = Math.min(due, each.dueNanos(now(), last));
      long refresh = each.channel.refreshMillis();
      if (refresh == Long.MAX_VALUE || last) continue;
      long millis = Math.max(1, refresh - epochMillis);
      long wait = TimeUnit.MILLISECONDS.toNanos(millis);
      due = Math.min(due, Math.max(wait, each.refreshWaitNanos(now())));
    }
    return due;
  }

  /** What waits and will not be sent any more. */
  int abandon(Settlements settled) {
    int left = 0;
    for (Outlet outlet : outlets.values()) {
      for (Waiting each : outlet.drain()) {
        outlet.failed++;
        left++;
        settled.add(each, outlet.name(), false, "shut down before it was delivered");
      }
    }
    return left;
  }

  /** What follows from how an attempt went. */
  void settle(Outlet outlet, Job job, Verdict verdict, Settlements settled) {
    boolean ok = verdict.kind == Verdict.Kind.DELIVERED;
    if (ok) succeeded(outlet);
    if (!ok) outlet.lastError = verdict.detail;
    if (verdict.kind == Verdict.Kind.LOCKED) outlet.lock(now());
    if (job.isRefresh()) {
      if (!ok) failing(outlet, "; trying on");
      return;
    }
    if (ok) {
      outlet.sent += job.parts.size();
      for (Waiting each : job.parts) settled.add(each, outlet.name(), true, verdict.detail);
    } else if (job.isAsked()) {
      giveUp(outlet, job, verdict.detail, settled);
    } else if (outlets.get(outlet.name()) != outlet) {
      moved(outlet, job, verdict, settled);
    } else {
      failed(outlet, job, verdict, settled);
    }
  }

  /** The channel was changed while this was under way. */
  private void moved(Outlet outlet, Job job, Verdict verdict, Settlements settled) {
    Outlet current = outlets.get(outlet.name());
    if (current == null) {
      giveUp(outlet, job, verdict.detail, settled);
    } else {
      current.restore(job);
    }
  }

  private void failed(Outlet outlet, Job job, Verdict verdict, Settlements settled) {
    switch (verdict.kind) {
      case THROTTLED:
        outlet.restore(job);
        outlet.pause(now() + TimeUnit.MILLISECONDS.toNanos(verdict.afterMillis));
        expire(settled);
        return;
      case RETRY:
      case UNTRUSTED:
        retry(outlet, job, verdict, settled);
        return;
      case TOO_LONG:
        if (job.shorter++ > 0) {
          giveUp(outlet, job, verdict.detail, settled);
        } else {
          outlet.retry(job, now());
        }
        return;
      case LOCKED:
        giveUp(outlet, job, verdict.detail, settled);
        for (Waiting each : outlet.drain()) giveUp(outlet, each, verdict.detail, settled);
        return;
      default:
        giveUp(outlet, job, verdict.detail, settled);
    }
  }

  private void retry(Outlet outlet, Job job, Verdict verdict, Settlements settled) {
    job.failures++;
    // "at once" is no answer to who has just failed
    long millis =
        verdict.afterMillis >= 0
            ? Math.max(verdict.afterMillis, backoff.delayMillis(1))
            : backoff.delayMillis(job.failures);
    long at = now() + TimeUnit.MILLISECONDS.toNanos(millis);
    boolean late = at - job.since() > Outlet.MAX_AGE_NANOS;
    if (late) outlet.pause(at); // it asked for it, and others may still have the time
    // a certificate will hardly be another one in half a minute
    boolean enough = job.failures > MAX_RETRIES || verdict.kind == Verdict.Kind.UNTRUSTED;
    if (late || (enough && hasFallback(outlet, job))) {
      giveUp(outlet, job, verdict.detail, settled);
      outlet.merge();
    } else {
      if (enough) failing(outlet, "; trying on for ten minutes, then it is lost");
      outlet.retry(job, at);
    }
  }

  /** Whether some of it has another way, so that it is better not to wait for this one. */
  private boolean hasFallback(Outlet outlet, Job job) {
    for (Waiting each : job.parts) {
      String fallback = fallback(outlet, each);
      Outlet other = fallback == null ? null : outlets.get(fallback);
      if (other != null && !other.isLocked(now())) return true;
    }
    return false;
  }

  private static @Nullable String fallback(Outlet outlet, Waiting waiting) {
    String fallback =
        waiting.fallback == null ? outlet.channel.config.fallback() : waiting.fallback;
    return fallback == null || waiting.tried.contains(fallback) ? null : fallback;
  }

  /** Gives up what has waited for too long. */
  void expire(Settlements settled) {
    for (Outlet outlet : all()) {
      for (Waiting each : outlet.expired(now())) {
        String detail = outlet.lastError.isEmpty() ? "" : ": " + outlet.lastError;
        giveUp(outlet, each, "not delivered in ten minutes" + detail, settled);
      }
    }
  }

  private void giveUp(Outlet outlet, Job job, String detail, Settlements settled) {
    for (Waiting each : job.parts) giveUp(outlet, each, detail, settled);
  }

  private void giveUp(Outlet outlet, Waiting waiting, String detail, Settlements settled) {
    outlet.failed++;
    outlet.channel.missed(waiting.notice);
    String fallback = waiting.asked != null ? null : fallback(outlet, waiting);
    if (fallback == null) settled.add(waiting, outlet.name(), false, detail);
    else settled.addHandedOn(waiting, outlet.name(), fallback, detail);
    if (waiting.asked != null) return;
    failing(
        outlet,
        fallback == null ? "; what it misses is lost" : "; what it misses goes to " + fallback);
    if (fallback != null) route(waiting.after(outlet.name(), now()), fallback, settled);
  }

  private void route(Waiting waiting, String name, Settlements settled) {
    Outlet outlet = outlets.get(name);
    if (outlet == null) {
      String detail = "there is no such channel";
      String fallback = waiting.fallback;
      if (fallback == null || waiting.tried.contains(name)) {
        settled.add(waiting, name, false, detail);
      } else {
        settled.addHandedOn(waiting, name, fallback, detail);
        route(waiting.after(name, now()), fallback, settled);
      }
      return;
    }
    add(outlet, waiting, settled);
  }

  private void add(Outlet outlet, Waiting waiting, Settlements settled) {
    if (outlet.isLocked(now())) {
      giveUp(outlet, waiting, "refused before: " + outlet.lastError, settled);
      return;
    }
    Waiting evicted = outlet.add(waiting);
    if (evicted == null) return;
    outlet.channel.missed(evicted.notice);
    settled.add(evicted, outlet.name(), false, "too many at once: told as a number only");
  }

  /** One line, and quiet until it works again. */
  private static void failing(Outlet outlet, String consequence) {
    if (outlet.failing) return;
    outlet.failing = true;
    LOG.error(
        "Alerts do not reach channel {}: {}{}",
        outlet.channel.config,
        outlet.lastError,
        consequence);
  }

  private static void succeeded(Outlet outlet) {
    if (outlet.failing) LOG.info("Alerts reach channel {} again", outlet.channel.config);
    outlet.failing = false;
    outlet.lastError = "";
    outlet.unlock();
  }

  private long now() {
    return nanoTime.getAsLong();
  }
}
