// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one channel, and when what of it may go. A channel that has no token left makes
 * what comes wait; when there is one again, all of it goes in one message. Knows no thread and no
 * clock: the dispatcher guards it by its lock, and passes the time in.
 */
final class Outlet {
  /** Older than this, a notice goes to the fallback. */
  static final long MAX_AGE_NANOS = TimeUnit.MINUTES.toNanos(10);

  /** After which a channel that has refused us is tried again. */
  static final long LOCK_NANOS = TimeUnit.MINUTES.toNanos(30);

  static final int MAX_WAITING = 200;

  /** So few that had to wait only a moment still go one by one. */
  private static final int FEW = 3;

  private static final long MOMENT_NANOS = TimeUnit.SECONDS.toNanos(5);

  final Channel channel;
  private final Bucket bucket;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private @Nullable Job retried;
  private long omitted;
  private boolean overflowed;
  private long notBefore;
  private long lockedUntil;
  private boolean locked;

  /** What is being sent: nothing else of it is, until that is settled. */
  @Nullable Job begun;

  boolean failing;
  String lastError = "";
  long sent;
  long failed;
  long dropped;

  Outlet(Channel channel, long now) {
    this.channel = channel;
    this.bucket = new Bucket(channel.rate());
    this.notBefore = now;
  }

  /** Takes the place of one of its name, whose numbers are its own then. */
  void countOn(Outlet before) {
    sent = before.sent;
    failed = before.failed;
    dropped = before.dropped;
  }

  String name() {
    return channel.config.name;
  }

  int waiting() {
    return waiting.size() + (retried == null ? 0 : retried.parts.size());
  }

  boolean isLocked(long now) {
    return locked && lockedUntil - now > 0;
  }

  /** It takes nothing from us until something has been changed, or for a long time. */
  void lock(long now) {
    locked = true;
    lockedUntil = now + LOCK_NANOS;
  }

  void unlock() {
    locked = false;
  }

  /**
   * @return the one that has to make room, if any, of which only the number will be told
   */
  @Nullable Waiting add(Waiting added) {
    waiting.addLast(added);
    if (waiting.size() <= MAX_WAITING) return null;
    omitted++;
    dropped++;
    return evicted();
  }

  private Waiting evicted() {
    for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
      Waiting oldest = each.next();
      if (oldest.isUrgent()) continue;
      each.remove();
      return oldest;
    }
    return waiting.removeFirst();
  }

  /** Takes back what a message was made of: it may go with others then. */
  void restore(Job job) {
    overflowed = true;
    omitted += job.omitted;
    for (int i = job.parts.size() - 1; i >= 0; i--) waiting.addFirst(job.parts.get(i));
  }

  void retry(Job job, long at) {
    retried = job;
    notBefore = at;
  }

  void pause(long until) {
    notBefore = until;
  }

  /** After a message that could not be delivered: what waits behind it need not go one by one. */
  void merge() {
    overflowed = true;
  }

  /** All that waits, which is taken out. */
  List<Waiting> drain() {
    List<Waiting> all = new ArrayList<>();
    if (retried != null) all.addAll(retried.parts);
    all.addAll(waiting);
    retried = null;
    waiting.clear();
    return all;
  }

  /** What has waited too long, which is taken out. */
  List<Waiting> expired(long now) {
    List<Waiting> expired = new ArrayList<>();
    for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
      Waiting old = each.next();
      if (now - old.since <= MAX_AGE_NANOS) continue;
      expired.add(old);
      each.remove();
    }
    return expired;
  }

  /**
   * Nanoseconds until {@link #next} has something; {@code Long.MAX_VALUE} where nothing waits.
   *
   * @param last whether what is kept for the urgent may be used up
   */
  long dueNanos(long now, boolean last) {
    if (asked() != null) return bucket.waitNanos(now, true);
    if (retried == null && waiting.isEmpty()) return Long.MAX_VALUE;
    boolean urgent = last || retried != null || urgent() != null;
    long pause = isLocked(now) ? lockedUntil - now : Math.max(0, notBefore - now);
    return Math.max(pause, bucket.waitNanos(now, urgent));
  }

  /**
   * What is to be sent now, for which a token has been taken; or null.
   *
   * @param last whether there will be no other time: all of it goes at once
   */
  @Nullable Job next(long now, boolean last) {
    if (!waiting.isEmpty() && bucket.waitNanos(now, false) > 0) overflowed = true;
    if (dueNanos(now, last) > 0) return null;
    Waiting asked = asked();
    Job next = asked != null ? take(asked) : last && retried == null ? digest() : choose(now);
    if (next != null) bucket.take(now);
    return next;
  }

  /** Takes a token for {@link Channel#refresh}, if there is one. */
  boolean mayRefresh(long now) {
    if (refreshWaitNanos(now) > 0) return false;
    bucket.take(now);
    return true;
  }

  /** Nanoseconds until {@link #mayRefresh}. */
  long refreshWaitNanos(long now) {
    long pause = isLocked(now) ? lockedUntil - now : Math.max(0, notBefore - now);
    return Math.max(pause, bucket.waitNanos(now, true));
  }

  private @Nullable Job choose(long now) {
    Job again = retried;
    if (again != null) {
      retried = null;
      return again;
    }
    if (bucket.waitNanos(now, false) > 0) {
      Waiting urgent = urgent();
      return urgent == null ? null : take(urgent);
    }
    if (overflowed && isMuch(now)) return digest();
    Waiting first = waiting.peekFirst();
    return first == null ? null : take(first);
  }

  private boolean isMuch(long now) {
    return omitted > 0 || waiting.size() > FEW || now - waiting.getFirst().since > MOMENT_NANOS;
  }

  /** Of a test that waits or is under way; null where there is none. */
  @Nullable CompletableFuture<String> test() {
    Waiting waits = asked();
    if (waits != null) return waits.asked;
    return begun != null && begun.isAsked() ? begun.parts.get(0).asked : null;
  }

  /** A test: it waits for a token, but for no pause, and for nothing that is tried again. */
  @Nullable Waiting asked() {
    for (Waiting each : waiting) {
      if (each.asked != null) return each;
    }
    return null;
  }

  /** The first that may use the reserve, unless an earlier one tells of the same thing. */
  private @Nullable Waiting urgent() {
    for (Waiting each : waiting) {
      if (each.isUrgent() && !isPreceded(each)) return each;
    }
    return null;
  }

  private boolean isPreceded(Waiting urgent) {
    for (Waiting each : waiting) {
      if (each == urgent) return false;
      if (each.concerns(urgent)) return true;
    }
    return false;
  }

  private Job take(Waiting one) {
    waiting.remove(one);
    if (waiting.isEmpty()) overflowed = false;
    return new Job(Collections.singletonList(one), 0);
  }

  /** Of all that waits. */
  private @Nullable Job digest() {
    if (waiting.isEmpty()) return null;
    Job digest = new Job(new ArrayList<>(waiting), omitted);
    waiting.clear();
    omitted = 0;
    overflowed = false;
    return digest;
  }
}
