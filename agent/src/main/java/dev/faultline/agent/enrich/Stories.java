// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich;

import dev.faultline.agent.enrich.scrub.Scrubber;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.subject.LogLine;
import dev.faultline.bootstrap.trace.Part;
import dev.faultline.bootstrap.trace.Span;
import dev.faultline.bootstrap.trace.Trace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happened in the traces that have a fault, until the fault is told. A thread hands over what
 * it did for a trace when it sees the trace's first fault, and the rest at its end; so most of a
 * story is here before the fault is told.
 *
 * <p>For the shipper's thread alone. Bounded: {@link #MAX_TRACES} stories, the oldest goes; none is
 * held longer than {@link #MAX_AGE_NANOS}, or when the trace is over and its faults are told. A
 * trace whose fault is but one more of those that are counted has none to be told: its story goes
 * {@link #MAX_IDLE_NANOS} after it.
 */
final class Stories {
  static final int MAX_TRACES = 2_000;
  static final long MAX_AGE_NANOS = 60_000_000_000L;
  static final long MAX_IDLE_NANOS = 2_000_000_000L;

  private final Scrubber scrubber;

  /** By identity, as traces have no equals of their own; the oldest first. */
  private final Map<Trace, Story> stories = new LinkedHashMap<>();

  Stories(Scrubber scrubber) {
    this.scrubber = scrubber;
  }

  /** Takes what a thread did for a trace, before it is exported. */
  void add(Part part) {
    if (!part.trace.isFaulted()) return;
    Story story = story(part.trace);
    for (Span span = part.first; span != null; span = span.next) {
      Breadcrumb crumb = Crumbs.of(span);
      if (crumb != null) story.add(crumb);
    }
  }

  /** Keeps the story of a fault's trace until the fault is {@link #forget told}. */
  void await(PendingFault fault) {
    if (fault.trace != null) story(fault.trace).await(fault);
  }

  /**
   * What led to a fault, oldest first, at most {@link Story#MAX}; the last is the operation that
   * the fault came out of, where it came out of one.
   */
  List<Breadcrumb> of(PendingFault fault) {
    List<Breadcrumb> crumbs = new ArrayList<>();
    addTo(crumbs, fault.began);
    addTo(crumbs, fault.trace);
    if (fault.log != null) {
      for (LogLine each : fault.log) crumbs.add(Crumbs.of(each, scrubber));
    }
    Breadcrumb failed = takeFailed(crumbs, fault.first);
    crumbs.removeIf(each -> each.nanos - fault.first.nanos >= 0);
    crumbs.sort(Story::compare);
    int most = failed == null ? Story.MAX : Story.MAX - 1;
    if (crumbs.size() > most) crumbs.subList(0, crumbs.size() - most).clear();
    if (failed != null) crumbs.add(failed);
    return Collections.unmodifiableList(crumbs);
  }

  private void addTo(List<Breadcrumb> crumbs, @Nullable Trace trace) {
    Story story = trace == null ? null : stories.get(trace);
    if (story != null) story.addTo(crumbs);
  }

  private static @Nullable Breadcrumb takeFailed(List<Breadcrumb> crumbs, Sighting first) {
    Breadcrumb failed = Crumbs.failed(first);
    if (failed == null || first.spanId == 0) return failed;
    for (int i = crumbs.size() - 1; i >= 0; i--) {
      if (crumbs.get(i).spanId == first.spanId) return crumbs.remove(i).failed();
    }
    return failed;
  }

  /** Lets go of a fault that was told, and of its story when nobody else may want it. */
  void forget(PendingFault fault) {
    forget(fault, fault.began);
    forget(fault, fault.trace);
  }

  private void forget(PendingFault fault, @Nullable Trace trace) {
    if (trace == null) return;
    Story story = stories.get(trace);
    if (story != null && story.awaitNoMore(fault) && trace.isOver()) stories.remove(trace);
  }

  /** Lets go of what is old. */
  void expire(long nowNanos) {
    stories
        .entrySet()
        .removeIf(
            each ->
                each.getValue().age(nowNanos) > MAX_AGE_NANOS
                    || each.getValue().idle(each.getKey(), nowNanos) > MAX_IDLE_NANOS);
  }

  /** For tests of its bounds. */
  int size() {
    return stories.size();
  }

  private Story story(Trace trace) {
    Story story = stories.get(trace);
    if (story != null) return story;
    if (stories.size() >= MAX_TRACES) stories.remove(stories.keySet().iterator().next());
    story = new Story();
    stories.put(trace, story);
    return story;
  }
}
