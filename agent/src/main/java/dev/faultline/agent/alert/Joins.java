// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Brings events and the requests of their traces together: a line of the log does not know how its
 * request will end. Events wait for their request for a while, requests are remembered, both within
 * bounds.
 */
final class Joins {
  /** How long an event waits, by the caller's clock. */
  static final long WAIT_MILLIS = 10_000;

  private static final int MAX_REQUESTS = 4_000;
  private static final int MAX_WAITING = 2_000;

  /** An event, and the rules that want to know more of it. */
  static final class Waiting {
    final AlertEvent event;
    final boolean isNew;
    final long arrivedMillis;

    /** By name: the rule may have been changed by the time. */
    final List<String> rules;

    private final String key;

    Waiting(AlertEvent event, boolean isNew, long arrivedMillis, List<String> rules) {
      this.event = event;
      this.isNew = isNew;
      this.arrivedMillis = arrivedMillis;
      this.rules = rules;
      key = key(event);
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
    for (Waiting each : freed) inOrder.remove(each);
    return freed;
  }

  void hold(Waiting event) {
    byTrace.computeIfAbsent(event.key, k -> new ArrayList<>()).add(event);
    inOrder.add(event);
  }

  /**
   * @return those that have waited for long enough, or have no room any more
   */
  List<Waiting> overdue(long nowMillis) {
    List<Waiting> overdue = new ArrayList<>();
    for (Iterator<Waiting> each = inOrder.iterator(); each.hasNext(); ) {
      Waiting first = each.next();
      boolean hasTime = nowMillis - first.arrivedMillis < WAIT_MILLIS;
      if (hasTime && inOrder.size() <= MAX_WAITING) break;
      each.remove();
      forget(first);
      overdue.add(first);
    }
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
