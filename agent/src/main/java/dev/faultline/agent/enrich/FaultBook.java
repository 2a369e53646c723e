// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.enrich.ToldThrowables.Told;
import dev.faultline.agent.enrich.thrown.Thrown;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.trace.Part;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Makes faults out of sightings. One throwable is seen by the driver's call, the task and the
 * servlet, wrapped anew perhaps on its way; it is one fault, told once, with all that was learned
 * on the way.
 *
 * <p>A sighting whose throwable, or one in its chain of causes and next exceptions, belongs to a
 * pending fault enriches that; one that belongs to a told fault is no news. A fault is told shortly
 * after its trace is over, after {@link #SETTLING_NANOS} where there is no trace, and never later
 * than {@link #MAX_WAIT_NANOS}.
 *
 * <p>For one thread, the shipper's. Bounded: at most {@link #MAX_PENDING} faults wait, beyond that
 * the oldest is told at once; what was told is remembered weakly.
 *
 * <p>At any time {@code sightings() = merged() + ignored() + failed() + pending() + the counts of
 * all told}.
 */
public final class FaultBook {
  static final long SETTLING_NANOS = 2_000_000_000L;

  /** For what is seen of it when its trace is over: by the container, by who looks at a Future. */
  static final long GRACE_NANOS = 200_000_000L;

  /** Instead, where more than {@link #CROWD} wait: they are what a collection copies. */
  static final long CROWDED_GRACE_NANOS = 50_000_000L;

  static final int CROWD = 100;
  static final long MAX_WAIT_NANOS = 10_000_000_000L;
  static final int MAX_PENDING = 2_000;
  private static final int SECOND_CHANCES = 16;

  private final Set<PendingFault> waiting = new LinkedHashSet<>();
  private final Members members = new Members();
  private final ToldThrowables told = new ToldThrowables();
  private final Teller teller;
  private final StormControl storm;
  private final Stories stories;
  private final long unobservedNanos;
  private final String unobservedLimit;
  private long sightings;
  private long merged;
  private long ignored;
  private long failed;

  /**
   * @param sink takes what is told, on the thread that calls {@link #add} or {@link #tell}
   */
  public FaultBook(AgentConfig config, Consumer<Fault> sink) {
    this(config, sink, System.nanoTime());
  }

  FaultBook(AgentConfig config, Consumer<Fault> sink, long nowNanos) {
    teller = new Teller(config, sink, nowNanos);
    storm = teller.storm();
    stories = teller.stories();
    unobservedNanos = config.unobservedAfter().toNanos();
    unobservedLimit = "within " + config.unobservedAfter().toMillis() / 1000.0 + " s";
  }

  /** Takes a sighting. */
  public void add(Sighting sighting, long nowNanos) {
    add(sighting, 1, sighting.nanos, false, nowNanos);
  }

  /**
   * Takes a sighting that stands for others too, which nobody has looked into: what turns out of
   * this one, a fault or a further sighting of one, is taken to hold for them.
   *
   * @param count how many there were, this one included
   * @param lastNanos when the last of them was seen
   * @param mixed whether it is not even known that they were seen at the same place
   */
  public void add(Sighting sighting, long count, long lastNanos, boolean mixed, long nowNanos) {
    sightings += count;
    PendingFault known = members.known(sighting.throwable, sighting.trace);
    if (known != null) {
      merge(known, sighting, count, lastNanos, mixed);
    } else {
      lookInto(sighting, count, lastNanos, mixed, nowNanos);
    }
  }

  private void lookInto(
      Sighting sighting, long count, long lastNanos, boolean mixed, long nowNanos) {
    Thrown top = Thrown.of(sighting.throwable);
    PendingFault pending = members.find(top, sighting.trace);
    if (pending != null) {
      merge(pending, sighting, count, lastNanos, mixed);
      return;
    }
    List<Thrown> chain = Members.of(top);
    for (int i = 0; i < chain.size(); i++) {
      pending = members.find(chain.get(i), sighting.trace);
      if (pending == null) continue;
      merge(pending, sighting, count, lastNanos, mixed);
      members.add(pending, chain);
      pending.widen(top, chain);
      return;
    }
    for (int i = 0; i < chain.size(); i++) {
      if (isTold(chain.get(i), sighting, count, lastNanos)) return;
    }
    if (waiting.size() >= MAX_PENDING) makeRoom(nowNanos);
    pending = new PendingFault(sighting, top);
    pending.occurrences.takeFor(count, lastNanos, mixed);
    waiting.add(pending);
    stories.await(pending);
    members.add(pending, chain);
  }

  /** Takes so many sightings that are further ones of faults, whichever. */
  public void addFurther(long count) {
    sightings += count;
    merged += count;
  }

  /** Takes what a thread did for a trace: it may be what led to a fault. */
  public void add(Part part) {
    stories.add(part);
  }

  /** Tells what is due. To be called every second at least. */
  public void tell(long nowNanos) {
    boolean crowded = waiting.size() > CROWD;
    for (Iterator<PendingFault> each = waiting.iterator(); each.hasNext(); ) {
      PendingFault pending = each.next();
      if (!pending.isSettled(nowNanos, unobservedNanos, crowded)) continue;
      each.remove();
      tell(pending, unobservedLimit, nowNanos);
    }
    storm.tellCounts(nowNanos);
    stories.expire(nowNanos);
    told.expunge();
  }

  /** Tells all there is: nothing more will come. */
  public void tellAll(long nowNanos) {
    while (!waiting.isEmpty()) tellOldest("before the JVM ended", nowNanos);
    storm.tellAllCounts();
  }

  /** Sightings taken so far. */
  public long sightings() {
    return sightings;
  }

  /** Of these, the ones that were further sightings of a fault. */
  public long merged() {
    return merged;
  }

  /**
   * Of these, the ones that are no fault: control flow, what the settings say, what was looked at.
   */
  public long ignored() {
    return ignored;
  }

  /** Of these, the ones that could not be told: something went wrong in doing so. */
  public long failed() {
    return failed;
  }

  /** Occurrences that are waiting to be told, one by one or as a count. */
  public long pending() {
    long sum = storm.counted();
    for (PendingFault each : waiting) sum += each.occurrences.count;
    return sum;
  }

  /** What is remembered; for tests of its bounds. */
  int remembered() {
    return told.size() + storm.size();
  }

  private void merge(
      PendingFault pending, Sighting sighting, long count, long lastNanos, boolean mixed) {
    pending.reach(sighting);
    if (pending.occurrences.add(sighting, pending)) {
      pending.occurrences.takeFor(count, lastNanos, mixed);
    } else {
      merged += count;
    }
    pending.see(sighting);
    stories.await(pending);
  }

  private boolean isTold(Thrown thrown, Sighting sighting, long count, long lastNanos) {
    Told before = told.find(thrown.throwable);
    if (before == null) return false;
    if (before.has(sighting)) {
      merged += count;
      return true;
    }
    // Another request, or thread, that fails with the same object: a cached Future, say.
    if (thrown.frames().length == 0 || !storm.count(before.fingerprint, count, lastNanos))
      return false;
    told.add(thrown.throwable, before.again(sighting));
    return true;
  }

  private void tellOldest(String limit, long nowNanos) {
    Iterator<PendingFault> oldest = waiting.iterator();
    PendingFault pending = oldest.next();
    oldest.remove();
    tell(pending, limit, nowNanos);
  }

  /** The oldest goes, but those whose trace goes on get a second chance: more is to come. */
  private void makeRoom(long nowNanos) {
    for (int i = 0; i < SECOND_CHANCES; i++) {
      PendingFault oldest = waiting.iterator().next();
      if (!oldest.isOpen(nowNanos)) break;
      waiting.remove(oldest);
      waiting.add(oldest);
    }
    tellOldest("so far", nowNanos);
  }

  private void tell(PendingFault pending, String limit, long nowNanos) {
    String print;
    try {
      pending.way.end(limit);
      print = teller.tell(pending, nowNanos);
    } catch (RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError e) {
      failed += pending.occurrences.count;
      return;
    } finally {
      members.remove(pending);
      stories.forget(pending);
    }
    if (print == null) {
      ignored += pending.occurrences.count;
      return;
    }
    Told as = new Told(print, pending.trace, pending.occurrences.end);
    for (int i = 0; i < pending.members.size(); i++) told.add(pending.members.get(i), as);
  }
}
