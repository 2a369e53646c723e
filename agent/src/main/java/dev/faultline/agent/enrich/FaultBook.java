// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.enrich.ToldThrowables.Told;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.subject.Database;
import dev.faultline.bootstrap.subject.SqlStatement;
import dev.faultline.bootstrap.trace.Part;
import dev.faultline.bootstrap.trace.Trace;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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
 * <p>At any time {@code sightings() = merged() + ignored() + pending() + the counts of all told}.
 */
public final class FaultBook {
  static final long SETTLING_NANOS = 2_000_000_000L;
  static final long GRACE_NANOS = 200_000_000L;
  static final long MAX_WAIT_NANOS = 10_000_000_000L;
  static final int MAX_PENDING = 2_000;
  private static final int MAX_MEMBERS = 40;
  private static final int SECOND_CHANCES = 16;

  private final Set<PendingFault> waiting = new LinkedHashSet<>();
  private final Map<Throwable, PendingFault> byMember = new IdentityHashMap<>();

  /** Those whose throwable belongs to a later one as well: the JVM's own objects do. */
  private final Map<Trace, PendingFault> displaced = new IdentityHashMap<>();

  private final ToldThrowables told = new ToldThrowables();
  private final InApp inApp;
  private final int maxFrames;
  private final Scrubber scrubber;
  private final StackRenderer renderer;
  private final Fingerprint fingerprint;
  private final IgnoredExceptions ignoredExceptions;
  private final StormControl storm;
  private final Stories stories;
  private final FirstSeen firstSeen = new FirstSeen();
  private final KnownPlaces places = new KnownPlaces();
  private final FastThrows fastThrows = new FastThrows();
  private final long unobservedNanos;
  private final String unobservedLimit;
  private long sightings;
  private long merged;
  private long ignored;

  /**
   * @param sink takes what is told, on the thread that calls {@link #add} or {@link #tell}
   */
  public FaultBook(AgentConfig config, Consumer<Fault> sink) {
    this(config, sink, System.nanoTime());
  }

  FaultBook(AgentConfig config, Consumer<Fault> sink, long nowNanos) {
    inApp = new InApp(config.appPackages());
    maxFrames = config.stackMaxFrames();
    scrubber = new Scrubber(config.scrubKeys());
    stories = new Stories(scrubber);
    renderer = new StackRenderer(maxFrames, scrubber);
    fingerprint = new Fingerprint(config.appPackages());
    ignoredExceptions = new IgnoredExceptions(config.ignoredExceptions());
    storm = new StormControl(sink, nowNanos);
    unobservedNanos = config.unobservedAfter().toNanos();
    unobservedLimit = "within " + config.unobservedAfter().toMillis() / 1000.0 + " s";
  }

  /** Takes a sighting. */
  public void add(Sighting sighting, long nowNanos) {
    add(sighting, 1, sighting.nanos, nowNanos);
  }

  /**
   * Takes a sighting that stands for others too, which nobody has looked into: what turns out of
   * this one, a fault or a further sighting of one, is taken to hold for them.
   *
   * @param count how many there were, this one included
   * @param lastNanos when the last of them was seen
   */
  public void add(Sighting sighting, long count, long lastNanos, long nowNanos) {
    sightings += count;
    Thrown top = Thrown.of(sighting.throwable);
    PendingFault pending = pendingOf(top, sighting.trace);
    if (pending != null) {
      merge(pending, sighting, count, lastNanos);
      return;
    }
    List<Thrown> members = membersOf(top);
    for (Thrown each : members) {
      pending = pendingOf(each, sighting.trace);
      if (pending == null) continue;
      merge(pending, sighting, count, lastNanos);
      index(pending, members);
      pending.widen(top, members);
      return;
    }
    for (Thrown each : members) {
      if (isTold(each, sighting, count, lastNanos)) return;
    }
    if (waiting.size() >= MAX_PENDING) makeRoom(nowNanos);
    pending = new PendingFault(sighting, top);
    pending.takeFor(count, lastNanos);
    waiting.add(pending);
    stories.await(pending);
    index(pending, members);
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
    for (Iterator<PendingFault> each = waiting.iterator(); each.hasNext(); ) {
      PendingFault pending = each.next();
      if (!pending.isSettled(nowNanos, unobservedNanos)) continue;
      each.remove();
      tell(pending, unobservedLimit, nowNanos);
    }
    storm.tellCounts(nowNanos);
    stories.expire(nowNanos);
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

  /** Occurrences that are waiting to be told, one by one or as a count. */
  public long pending() {
    long sum = storm.counted();
    for (PendingFault each : waiting) sum += each.occurrences;
    return sum;
  }

  /** What is remembered; for tests of its bounds. */
  int remembered() {
    return told.size() + storm.size();
  }

  private void merge(PendingFault pending, Sighting sighting, long count, long lastNanos) {
    pending.reach(sighting);
    if (pending.happenedAgain(sighting)) {
      pending.takeFor(count, lastNanos);
    } else {
      merged += count;
    }
    pending.see(sighting);
    stories.await(pending);
  }

  private @Nullable PendingFault pendingOf(Thrown thrown, @Nullable Trace trace) {
    PendingFault latest = byMember.get(thrown.throwable);
    if (latest != null && isSame(latest, thrown, trace)) return latest;
    PendingFault other = trace == null ? null : displaced.get(trace);
    return other != null && other.hasMember(thrown.throwable) ? other : null;
  }

  /** An object without a stack may be one that is thrown again and again, wherever. */
  private static boolean isSame(PendingFault pending, Thrown thrown, @Nullable Trace trace) {
    return pending.isOfTrace(trace) || thrown.frames().length > 0;
  }

  private boolean isTold(Thrown thrown, Sighting sighting, long count, long lastNanos) {
    Told before = told.find(thrown.throwable);
    if (before == null) return false;
    if (before.isOfTrace(sighting.trace)) {
      merged += count;
      return true;
    }
    // Another request that fails with the same object: a cached Future, say.
    if (thrown.frames().length == 0 || !storm.count(before.fingerprint, count, lastNanos))
      return false;
    told.add(thrown.throwable, new Told(before.fingerprint, sighting.trace));
    return true;
  }

  private void index(PendingFault pending, List<Thrown> members) {
    for (Thrown each : members) {
      if (pending.members.size() >= MAX_MEMBERS) return;
      if (pending.hasMember(each.throwable)) continue;
      pending.members.add(each.throwable);
      PendingFault before = byMember.put(each.throwable, pending);
      if (before != null && before.trace != null) displaced.put(before.trace, before);
    }
  }

  /** The throwable, its causes, and what SQLExceptions among them have for next ones. */
  private static List<Thrown> membersOf(Thrown top) {
    List<Thrown> chain = CauseChain.withRoot(CauseChain.of(top), MAX_MEMBERS / 2);
    if (!hasNext(chain)) return chain;
    List<Thrown> members = new ArrayList<>(4);
    for (Thrown each : chain) {
      if (!members.contains(each)) members.add(each);
      for (Thrown next = each.sql().next; next != null; next = next.sql().next) {
        if (members.size() >= MAX_MEMBERS || members.contains(next)) break;
        members.add(next);
      }
    }
    return members;
  }

  private static boolean hasNext(List<Thrown> chain) {
    for (int i = 0; i < chain.size(); i++) {
      if (chain.get(i).sql().next != null) return true;
    }
    return false;
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
    pending.way.end(limit);
    List<Thrown> chain = CauseChain.of(pending.top);
    List<Thrown> telling = Fingerprint.telling(chain);
    if (pending.way.isNoFault() || isNone(chain, telling)) {
      ignored += pending.occurrences;
      forget(pending, null);
      stories.forget(pending);
      return;
    }
    String place = Place.of(pending);
    String print = fastThrows.groupOf(telling, place, fingerprint.of(telling, () -> place));
    forget(pending, new Told(print, pending.trace));
    Fault.Draft draft = new Fault.Draft(pending, telling, print, inApp, scrubber);
    draft.firstSeenNanos = firstSeen.of(print, pending.first.nanos);
    draft.lastSeenNanos = pending.lastNanos;
    draft.countEstimated = isEstimated(pending, place, print, nowNanos);
    storm.admit(
        print,
        pending.occurrences,
        draft.countEstimated,
        pending.way.state(),
        pending.lastNanos,
        nowNanos,
        (count, estimated) -> full(draft, place, count, estimated),
        () -> brief(draft));
    stories.forget(pending);
  }

  private boolean isEstimated(PendingFault pending, String place, String print, long nowNanos) {
    String type = pending.first.throwable.getClass().getName();
    places.add(type, place, print, nowNanos);
    return pending.standsForOthers && places.isMixed(type, place, print, nowNanos);
  }

  /** Whether it is no fault, whatever became of it. */
  private boolean isNone(List<Thrown> chain, List<Thrown> telling) {
    return ControlFlow.is(chain) || ignoredExceptions.contain(chain, telling);
  }

  private Fault full(Fault.Draft draft, String place, long count, boolean estimated) {
    draft.countEstimated = estimated;
    draft.sql = sqlError(draft.pending);
    draft.exceptions = ThrowableParts.of(draft.pending.top, inApp, scrubber, maxFrames);
    draft.breadcrumbs = stories.of(draft.pending);
    String stack = renderer.render(draft.pending.top);
    fastThrows.complete(draft, place, stack);
    return new Fault(draft, stack, count);
  }

  private static Fault brief(Fault.Draft draft) {
    draft.sql = sqlError(draft.pending);
    if (FastThrows.is(draft.telling)) draft.hint = FastThrows.HINT;
    return new Fault(draft, null, 1);
  }

  private static @Nullable SqlError sqlError(PendingFault pending) {
    Object subject = pending.subject;
    Database database =
        subject instanceof SqlStatement
            ? ((SqlStatement) subject).database
            : subject instanceof Database ? (Database) subject : null;
    String system = database == null ? null : database.system;
    return SqlErrorCategory.of(CauseChain.of(pending.top), system);
  }

  private void forget(PendingFault pending, @Nullable Told as) {
    if (pending.trace != null) displaced.remove(pending.trace, pending);
    if (pending.began != null) displaced.remove(pending.began, pending);
    for (Throwable each : pending.members) {
      byMember.remove(each, pending);
      if (as != null) told.add(each, as);
    }
  }
}
