// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

import dev.faultline.agent.alert.notice.AlertSink;
import dev.faultline.agent.alert.notice.Notice;
import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.transport.Backoff;
import dev.faultline.bootstrap.trace.CurrentTrace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes notices from any thread, and brings each to its channels: one thread decides what is due,
 * and each message is sent on a thread that lives as long as the attempt, so that a channel that
 * hangs holds up nobody else. What a channel cannot take at once waits, is merged, is tried again
 * for ten minutes, and goes to a fallback, if there is one, after six attempts; each end is told to
 * the listener and counted.
 *
 * <p>The lock guards the outlets and is never held while something is sent. A channel belongs to
 * the one attempt that is under way.
 */
public final class Dispatcher implements AlertSink {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

  /** For what was broken off to be told. */
  private static final long LAST_MILLIS = 500;

  private static final long AGAIN_MILLIS = 20;

  private final Object lock = new Object();

  /** Held while the listener hears; the other is not. */
  private final Object telling = new Object();

  private Settlements untold = new Settlements();
  private final Outlets outlets;
  private final ChannelMaker maker;
  private final Deliveries deliveries;
  private final LongSupplier nanoTime;
  private final LongSupplier epochMillis;
  private final Executor senders;

  /** What is being sent, and by which channel. */
  private final Map<Job, Channel> busy = new HashMap<>();

  private @Nullable Thread thread;
  private boolean closed;
  private long deadline;

  /** One that sends by the agent's transport, and has no channel yet. */
  public Dispatcher(AgentConfig config, String language, Deliveries deliveries) {
    this(
        new ChannelMaker(config, language, HttpWire.by(config), System::currentTimeMillis),
        deliveries,
        System::nanoTime,
        System::currentTimeMillis,
        new Backoff(() -> ThreadLocalRandom.current().nextDouble()),
        Dispatcher::onThread);
  }

  /**
   * @param senders runs each attempt
   */
  Dispatcher(
      ChannelMaker maker,
      Deliveries deliveries,
      LongSupplier nanoTime,
      LongSupplier epochMillis,
      Backoff backoff,
      Executor senders) {
    this.maker = maker;
    this.deliveries = deliveries;
    this.nanoTime = nanoTime;
    this.epochMillis = epochMillis;
    this.outlets = new Outlets(nanoTime, backoff);
    this.senders = senders;
  }

  private static void onThread(Runnable attempt) {
    Thread sender = new Thread(attempt, "faultline-alerts-send");
    sender.setDaemon(true);
    sender.start();
  }

  /**
   * Has these channels from now on. One that is as it was keeps what it has learnt; what waits for
   * one that is gone goes to its fallback.
   */
  public void configure(List<ChannelConfig> configs) {
    synchronized (lock) {
      outlets.configure(configs, maker, untold);
      lock.notifyAll();
    }
    tellSettled();
  }

  /** Does not wait for anything. */
  @Override
  public void tell(Notice notice) {
    synchronized (lock) {
      outlets.tell(notice, untold);
      lock.notifyAll();
    }
    tellSettled();
  }

  /**
   * Sends a test, by one attempt, before all that waits. There is one at a time for each channel:
   * who asks for another hears of the first.
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
      CompletableFuture<String> first = outlet.test();
      if (first != null) return first;
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
      for (Outlet each : outlets.all()) status.add(new ChannelStatus(each, now()));
      return status;
    }
  }

  /** Begins to send, on daemon threads. */
  public void start() {
    Thread started = new Thread(this::run, "faultline-alerts");
    started.setDaemon(true);
    thread = started;
    started.start();
  }

  /** Sends what waits, what of it goes within so much time, and ends the threads. */
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
      running.interrupt();
      breakOff();
      running.join(LAST_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Again and again: an attempt that has only begun has no connection yet that could be closed. */
  private void breakOff() throws InterruptedException {
    long last = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LAST_MILLIS);
    for (boolean over = false; ; ) {
      List<Channel> hanging;
      synchronized (lock) {
        hanging = new ArrayList<>(busy.values());
      }
      for (Channel each : hanging) each.abort();
      if (hanging.isEmpty() || over) return;
      synchronized (lock) {
        if (!busy.isEmpty()) lock.wait(AGAIN_MILLIS);
      }
      over = System.nanoTime() - last >= 0;
    }
  }

  private void abandon() {
    int left;
    synchronized (lock) {
      left = outlets.abandon(untold);
    }
    if (left > 0) LOG.warn("Shut down before {} alerts were delivered", left);
    tellSettled();
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
   * Begins to send one message, if one is due.
   *
   * @return nanoseconds until there may be another; 0 for at once, -1 for never
   */
  long step() {
    Outlet outlet;
    Job job;
    synchronized (lock) {
      if (closed && now() - deadline >= 0) return -1;
      outlets.expire(untold);
      outlet = outlets.next(closed, epochMillis.getAsLong());
      job = outlet == null ? null : outlet.begun;
      if (outlet != null && job != null) busy.put(job, outlet.channel);
    }
    tellSettled();
    if (outlet == null || job == null) return idleNanos();
    try {
      senders.execute(() -> send(outlet, job));
    } catch (OutOfMemoryError e) {
      send(outlet, job); // there is no thread to be had
    }
    return 0;
  }

  private void send(Outlet outlet, Job job) {
    boolean entered = CurrentTrace.get().enterHook(); // nothing of it is recorded
    try {
      Verdict verdict = attempt(outlet.channel, job);
      settle(outlet, job, verdict);
      tellSettled();
    } catch (RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError e) {
      LOG.error("An alert failed within Faultline: {}", e.toString());
    } finally {
      synchronized (lock) {
        busy.remove(job);
        lock.notifyAll();
      }
      if (entered) CurrentTrace.get().exitHook();
    }
  }

  private void settle(Outlet outlet, Job job, Verdict verdict) {
    synchronized (lock) {
      try {
        outlets.settle(outlet, job, verdict, untold);
      } finally {
        outlet.begun = null;
      }
    }
  }

  private long idleNanos() {
    synchronized (lock) {
      long due = dueNanos();
      if (!closed) return due;
      if (!busy.isEmpty()) return Math.max(1, Math.min(due, deadline - now()));
      return due == Long.MAX_VALUE || now() + due - deadline > 0 ? -1 : due;
    }
  }

  private long dueNanos() {
    return outlets.dueNanos(closed, epochMillis.getAsLong());
  }

  /** One after another, in the order in which it was settled. */
  private void tellSettled() {
    synchronized (telling) {
      Settlements settled;
      synchronized (lock) {
        settled = untold;
        untold = new Settlements();
      }
      settled.tell(deliveries);
    }
  }

  private Verdict attempt(Channel channel, Job job) {
    try {
      Verdict verdict =
          job.isRefresh() ? channel.refresh(epochMillis.getAsLong()) : channel.send(job.told());
      return verdict.with(channel.redaction.of(verdict.detail));
    } catch (IOException e) {
      if (Untrusted.is(e)) return Untrusted.verdict(e);
      return Verdict.retry(channel.redaction.of(e.toString()), -1);
    } catch (RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError e) {
      // ours, and the same the next time; the thread must outlive it
      return Verdict.of(Verdict.Kind.REFUSED, channel.redaction.of(e.toString()));
    }
  }

  private long now() {
    return nanoTime.getAsLong();
  }
}
