// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

import dev.faultline.agent.alert.AlertSink;
import dev.faultline.agent.alert.Notice;
import dev.faultline.agent.alert.Target;
import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.transport.Backoff;
import dev.faultline.bootstrap.trace.CurrentTrace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes notices from any thread, and brings each to its channels on one thread of its own. What a
 * channel cannot take at once waits, is merged, is tried again, and goes to a fallback when ten
 * minutes or six attempts were not enough; each end is told to the listener and counted.
 *
 * <p>The lock guards the outlets and is never held while something is sent. Channels belong to the
 * thread alone.
 */
public final class Dispatcher implements AlertSink {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

  static final int MAX_RETRIES = 5;

  /** For what was broken off to be told. */
  private static final long LAST_MILLIS = 500;

  private final Object lock = new Object();
  private final Map<String, Outlet> outlets = new LinkedHashMap<>();
  private final ChannelMaker maker;
  private final Deliveries deliveries;
  private final LongSupplier nanoTime;
  private final LongSupplier epochMillis;
  private final Backoff backoff;
  private @Nullable Thread thread;
  private @Nullable Channel underway;
  private boolean closed;
  private long deadline;
  private int turn;

  /** One that sends by the agent's transport, and has no channel yet. */
  public Dispatcher(AgentConfig config, String language, Deliveries deliveries) {
    this(
        new ChannelMaker(config, language, HttpWire.by(config), System::currentTimeMillis),
        deliveries,
        System::nanoTime,
        System::currentTimeMillis,
        new Backoff(() -> ThreadLocalRandom.current().nextDouble()));
  }

  Dispatcher(
      ChannelMaker maker,
      Deliveries deliveries,
      LongSupplier nanoTime,
      LongSupplier epochMillis,
      Backoff backoff) {
    this.maker = maker;
    this.deliveries = deliveries;
    this.nanoTime = nanoTime;
    this.epochMillis = epochMillis;
    this.backoff = backoff;
  }

  /**
   * Has these channels from now on. One that is as it was keeps what it has learnt; what waits for
   * one that is gone goes to its fallback.
   */
  public void configure(List<ChannelConfig> configs) {
    Settlements settled = new Settlements();
    synchronized (lock) {
      Map<String, Outlet> before = new LinkedHashMap<>(outlets);
      outlets.clear();
      for (ChannelConfig each : configs) {
        Outlet kept = before.get(each.name);
        boolean same = kept != null && kept.channel.config.equals(each);
        outlets.put(each.name, kept != null && same ? kept : new Outlet(maker.make(each), now()));
      }
      for (Outlet old : before.values()) {
        Outlet current = outlets.get(old.name());
        if (current == old) continue;
        for (Waiting each : old.drain()) {
          if (current != null) {
            add(current, each, settled);
          } else {
            giveUp(old, each, "the channel is gone", settled);
          }
        }
      }
      lock.notifyAll();
    }
    settled.tell(deliveries);
  }

  /** Does not wait for anything. */
  @Override
  public void tell(Notice notice) {
    Settlements settled = new Settlements();
    synchronized (lock) {
      for (Target each : notice.targets) {
        route(Waiting.of(notice, now(), each.fallback), each.channel, settled);
      }
      lock.notifyAll();
    }
    settled.tell(deliveries);
  }

  /**
   * Sends a test, by one attempt.
   *
   * @return completed with the empty string when it was taken, else with why not
   */
  public CompletableFuture<String> test(String channel) {
    CompletableFuture<String> answer = new CompletableFuture<>();
    synchronized (lock) {
      Outlet outlet = outlets.get(channel);
      if (outlet == null || closed) {
        answer.complete("there is no channel " + channel);
        return answer;
      }
      outlet.unlock(); // who presses the button has changed something, or wants to know
      outlet.add(Waiting.asked(Notice.test(channel, epochMillis.getAsLong()), now(), answer));
      lock.notifyAll();
    }
    return answer;
  }

  /** How each channel is doing, in the order in which they were defined. */
  public List<ChannelStatus> status() {
    synchronized (lock) {
      List<ChannelStatus> status = new ArrayList<>();
      for (Outlet each : outlets.values()) status.add(new ChannelStatus(each, now()));
      return status;
    }
  }

  /** Begins to send, on a daemon thread. */
  public void start() {
    Thread started = new Thread(this::run, "faultline-alerts");
    started.setDaemon(true);
    thread = started;
    started.start();
  }

  /** Sends what waits, what of it goes within so much time, and ends the thread. */
  public void close(long millis) {
    synchronized (lock) {
      closed = true;
      deadline = now() + TimeUnit.MILLISECONDS.toNanos(millis);
      lock.notifyAll();
    }
    Thread running = thread;
    if (running != null) end(running, millis);
    abandon();
  }

  private void end(Thread running, long millis) {
    try {
      running.join(Math.max(1, millis));
      Channel channel;
      synchronized (lock) {
        channel = underway;
      }
      if (channel != null) channel.abort();
      running.interrupt();
      running.join(LAST_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void abandon() {
    Settlements settled = new Settlements();
    int left = 0;
    synchronized (lock) {
      for (Outlet outlet : outlets.values()) {
        for (Waiting each : outlet.drain()) {
          outlet.failed++;
          left++;
          settled.add(each, outlet.name(), false, "shut down before it was delivered");
        }
      }
    }
    if (left > 0) LOG.warn("Shut down before {} alerts were delivered", left);
    settled.tell(deliveries);
  }

  private void run() {
    CurrentTrace.get().enterHook(); // for good: nothing that this thread does is recorded
    try {
      for (long wait = 0; wait >= 0; wait = contained()) {
        if (wait > 0) await(wait);
      }
    } catch (InterruptedException e) {
      LOG.debug("Told to end"); // nobody but ourselves knows this thread
    }
  }

  /** Whatever goes wrong, this thread goes on: without it, nothing is ever told. */
  private long contained() {
    try {
      return step();
    } catch (RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError e) {
      LOG.error("An alert failed within Faultline: {}", e.toString());
      return TimeUnit.SECONDS.toNanos(1);
    }
  }

  private void await(long nanos) throws InterruptedException {
    synchronized (lock) {
      // what came since has been seen by nobody: a moment late is soon enough, to wait is not
      long millis = TimeUnit.NANOSECONDS.toMillis(Math.min(nanos, TimeUnit.SECONDS.toNanos(30)));
      if (dueNanos() > 0 && !closed) lock.wait(millis + 1);
      if (closed && dueNanos() > 0) lock.wait(Math.max(1, Math.min(millis, 50)));
    }
  }

  /**
   * Sends one message, if one is due.
   *
   * @return nanoseconds until there may be another; 0 for at once, -1 for never
   */
  long step() {
    Outlet outlet = null;
    Job job = null;
    Settlements settled = new Settlements();
    synchronized (lock) {
      expire(settled);
      if (closed && now() - deadline >= 0) return -1;
      List<Outlet> all = new ArrayList<>(outlets.values());
      for (int i = 0; i < all.size() && job == null; i++) {
        outlet = all.get((turn + i) % all.size());
        job = next(outlet);
        if (job != null) turn = (turn + i + 1) % all.size(); // nobody is served twice in a row
      }
      if (outlet != null && job != null) underway = outlet.channel;
    }
    settled.tell(deliveries);
    if (outlet == null || job == null) return idleNanos();
    Verdict verdict = attempt(outlet.channel, job);
    synchronized (lock) {
      underway = null;
      settle(outlet, job, verdict, settled = new Settlements());
    }
    settled.tell(deliveries);
    return 0;
  }

  private @Nullable Job next(Outlet outlet) {
    Job job = outlet.next(now(), closed);
    return job == null && !closed && isRefreshDue(outlet) ? Job.refresh() : job;
  }

  private long idleNanos() {
    synchronized (lock) {
      long due = dueNanos();
      if (!closed) return due;
      return due == Long.MAX_VALUE || now() + due - deadline > 0 ? -1 : due;
    }
  }

  private long dueNanos() {
    long due = Long.MAX_VALUE;
    for (Outlet each : outlets.values()) {
      due = Math.min(due, each.dueNanos(now(), closed));
      long refresh = each.channel.refreshMillis();
      if (refresh == Long.MAX_VALUE || closed) continue;
      long millis = Math.max(1, refresh - epochMillis.getAsLong());
      due = Math.min(due, TimeUnit.MILLISECONDS.toNanos(millis));
    }
    return due;
  }

  private boolean isRefreshDue(Outlet outlet) {
    return outlet.channel.refreshMillis() <= epochMillis.getAsLong() && outlet.mayRefresh(now());
  }

  private Verdict attempt(Channel channel, Job job) {
    try {
      Verdict verdict =
          job.isRefresh() ? channel.refresh(epochMillis.getAsLong()) : channel.send(job.told());
      return verdict.with(channel.redaction.of(verdict.detail));
    } catch (IOException e) {
      return Verdict.retry(channel.redaction.of(e.toString()), -1);
    } catch (RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError e) {
      // ours, and the same the next time; the thread must outlive it
      return Verdict.of(Verdict.Kind.REFUSED, channel.redaction.of(e.toString()));
    }
  }

  private void settle(Outlet outlet, Job job, Verdict verdict, Settlements settled) {
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
    if (late || job.failures > MAX_RETRIES) {
      giveUp(outlet, job, verdict.detail, settled);
      outlet.merge();
    } else {
      outlet.retry(job, at);
    }
  }

  private void expire(Settlements settled) {
    for (Outlet outlet : new ArrayList<>(outlets.values())) {
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
    settled.add(waiting, outlet.name(), false, detail);
    if (waiting.asked != null) return;
    String fallback =
        waiting.fallback == null ? outlet.channel.config.fallback() : waiting.fallback;
    boolean usable = fallback != null && !waiting.tried.contains(fallback);
    failing(outlet, usable ? "; what it misses goes to " + fallback : "; what it misses is lost");
    if (usable && fallback != null) route(waiting.after(outlet.name(), now()), fallback, settled);
  }

  private void route(Waiting waiting, String name, Settlements settled) {
    Outlet outlet = outlets.get(name);
    if (outlet == null) {
      settled.add(waiting, name, false, "there is no such channel");
      String fallback = waiting.fallback;
      if (fallback != null && !waiting.tried.contains(name))
        route(waiting.after(name, now()), fallback, settled);
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
    outlet.unlock();
  }

  private long now() {
    return nanoTime.getAsLong();
  }
}
