// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert;

import dev.faultline.agent.alert.event.AlertEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Brings events and the requests of their traces together: a line of the log does not know how its
 * request will end. Events wait for their request for a while, requests are remembered, both within
 * bounds.
 */
final class Joins {
  private static final int MAX_REQUESTS = 4_000;
  private static final int MAX_WAITING = 2_000;

  /** An event, and the rules that want to know more of it. */
  static final class Waiting implements Comparable<Waiting> {
    final AlertEvent event;
    final boolean isNew;
    final long arrivedMillis;

    /** By the caller's clock. */
    private final long untilMillis;

    private long number;

    /** By name: the rule may have been changed by the time. */
    final List<String> rules;

    private final String key;

    Waiting(
        AlertEvent event, boolean isNew, long arrivedMillis, long waitMillis, List<String> rules) {
      this.event = event;
      this.isNew = isNew;
      this.arrivedMillis = arrivedMillis;
      this.untilMillis = arrivedMillis + waitMillis;
      this.rules = rules;
      key = key(event);
    }

    /** Whose time is over first comes first, and of these, who came first. */
    @Override
    public int compareTo(Waiting other) {
      int byTime = Long.compare(untilMillis, other.untilMillis);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }

  /** What is kept of a request. */
  private static final class Outcome {
    final String route;
    final int status;

    Outcome(AlertEvent request) {
      route = request.route;
      status = request.status;
    }
  }

  private final Recent<Outcome> requests = new Recent<>(MAX_REQUESTS);
  private final Map<String, List<Waiting>> byTrace = new HashMap<>();
  private final Set<Waiting> inOrder = new LinkedHashSet<>();
  private final TreeSet<Waiting> byTime = new TreeSet<>();
  private long held;

  /** With what its request has told, if it has. */
  AlertEvent joined(AlertEvent event) {
    Outcome request = requests.get(key(event));
    return request == null ? event : event.joined(request.route, request.status);
  }

  /**
   * @return those that had waited for it, in the order in which they came
   */
  List<Waiting> request(AlertEvent request) {
    String key = key(request);
    requests.remove(key); // so that the newest is the last to go
    requests.put(key, new Outcome(request));
    List<Waiting> freed = byTrace.remove(key);
    if (freed == null) return Collections.emptyList();
    for (Waiting each : freed) {
      inOrder.remove(each);
      byTime.remove(each);
    }
    return freed;
  }

  void hold(Waiting event) {
    event.number = held++;
    byTrace.computeIfAbsent(event.key, k -> new ArrayList<>()).add(event);
    inOrder.add(event);
    byTime.add(event);
  }

  /**
   * @return those that have no room any more, who have waited for longest, and those whose time is
   *     over
   */
  List<Waiting> overdue(long nowMillis) {
    List<Waiting> overdue = new ArrayList<>();
    Iterator<Waiting> oldest = inOrder.iterator();
    for (int more = inOrder.size() - MAX_WAITING; more > 0; more--) {
      Waiting first = oldest.next();
      oldest.remove();
      byTime.remove(first);
      overdue.add(first);
    }
    while (!byTime.isEmpty() && byTime.first().untilMillis <= nowMillis) {
      Waiting first = byTime.first();
      byTime.remove(first);
      inOrder.remove(first);
      overdue.add(first);
    }
    for (Waiting each : overdue) forget(each);
    return overdue;
  }

  private void forget(Waiting event) {
    List<Waiting> ofTrace = byTrace.get(event.key);
    if (ofTrace == null) return;
    ofTrace.remove(event);
    if (ofTrace.isEmpty()) byTrace.remove(event.key);
  }

  /** A trace may go through several services, and each has its own request. */
  private static String key(AlertEvent event) {
    return event.service + ' ' + event.traceId;
  }
}
