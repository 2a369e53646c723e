// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.page;

import static dev.faultline.agent.console.page.Json.map;

import dev.faultline.agent.console.otlp.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Answers as the API would, from what {@link FaultFixtures} and {@link TraceFixtures} make up. */
final class Fixtures {
  final Scenario scenario;
  private final long now;
  private final List<Map<String, Object>> faults;
  private final TraceFixtures traces;
  private final HealthFixtures health;
  private final AlertFixtures alerts;

  Fixtures(Scenario scenario, long now) {
    this.scenario = scenario;
    this.now = now;
    faults = FaultFixtures.faults(scenario.groups, now);
    traces = new TraceFixtures(now);
    health = new HealthFixtures(now, scenario.groups > 1);
    alerts = new AlertFixtures(now, scenario.groups > 1);
  }

  synchronized Object answer(String path, Map<String, String> query) {
    boolean any = scenario.groups > 0;
    if (path.equals("/api/summary")) return summary(any);
    if (path.equals("/api/faults")) return faultList(query);
    if (path.startsWith("/api/faults/")) return fault(path.substring(12));
    if (path.equals("/api/traces")) return traces.list(any, query);
    if (path.startsWith("/api/traces/")) return traces.whole(path.substring(12));
    if (path.equals("/api/alerts")) return alerts.all(any);
    return health.answer(path, any);
  }

  /** What is wrong with it; null when it is done. */
  synchronized String change(String path, Node body) {
    if (path.startsWith("/api/alerts/")) return alerts.change(path, body);
    String what = path.substring(path.lastIndexOf('/') + 1);
    List<String> prints = new ArrayList<>();
    for (Node each : body.list("fingerprints")) prints.add(String.valueOf(each.plain()));
    if (prints.isEmpty()) prints.add(path.split("/")[3]);
    for (String each : prints) {
      Map<String, Object> fault = find(each);
      if (fault == null) return "There is no such fault.";
      change(fault, what, body);
    }
    return null;
  }

  private static void change(Map<String, Object> fault, String what, Node body) {
    Map<String, String> statuses = Map.of("resolve", "resolved", "mute", "muted");
    fault.put("status", statuses.getOrDefault(what, "open"));
    long until = body.number("until");
    fault.put("mutedUntil", until == 0 ? null : until);
    long count = ((Number) fault.get("count")).longValue();
    fault.put("mutedUntilCount", body.has("tenfold") ? count * 10 : null);
  }

  private Map<String, Object> summary(boolean any) {
    return map(
        "startedMillis",
        now - 7_200_000,
        "version",
        "0.1.0",
        "faultGroups",
        faults.size(),
        "faults",
        any ? 1432 : 0,
        "traces",
        any ? 48_120 : 0,
        "spans",
        any ? 311_204 : 0,
        "failed",
        any ? 812 : 0,
        "slow",
        any ? 97 : 0,
        "statements",
        any ? 204_551 : 0,
        "statementsFolded",
        any ? 18_300 : 0,
        "services",
        any ? List.of("inventory", "mailer", "payments", "shop") : List.of(),
        "environments",
        any ? List.of("production", "staging") : List.of(),
        "rejected",
        map(),
        "firing",
        scenario.groups > 1 ? 1 : 0,
        "bytes",
        48_000_000,
        "oldestMillis",
        now - 7_200_000);
  }

  private Map<String, Object> faultList(Map<String, String> query) {
    List<Map<String, Object>> found = new ArrayList<>();
    for (Map<String, Object> each : faults) if (matches(each, query, "")) found.add(each);
    Map<String, Object> counts = map();
    for (String each : List.of("new", "regressed", "open", "resolved", "muted")) {
      counts.put(
          each,
          faults.stream()
              .filter(f -> each.equals(f.get("status")))
              .filter(f -> matches(f, query, "status"))
              .count());
    }
    String sort = query.getOrDefault("sort", "last");
    String by = sort.equals("first") ? "firstSeen" : sort.equals("count") ? "count" : "lastSeen";
    found.sort(Comparator.comparing(each -> -((Number) each.get(by)).longValue()));
    int offset = Math.min(found.size(), Integer.parseInt(query.getOrDefault("offset", "0")));
    int end = Math.min(found.size(), offset + Integer.parseInt(query.getOrDefault("limit", "100")));
    return map(
        "total",
        found.size(),
        "counts",
        counts,
        "states",
        tally(query, "state"),
        "categories",
        tally(query, "category"),
        "faults",
        found.subList(offset, end));
  }

  private Map<String, Object> tally(Map<String, String> query, String field) {
    Map<String, Object> tally = map();
    for (Map<String, Object> each : faults) {
      String name = (String) each.get(field);
      if (name.isEmpty() || !matches(each, query, field)) continue;
      tally.merge(name, 1, (a, b) -> (Integer) a + (Integer) b);
    }
    return tally;
  }

  private boolean matches(Map<String, Object> fault, Map<String, String> query, String except) {
    for (String each : List.of("environment", "status", "state", "category", "release")) {
      String wanted = query.getOrDefault(each, "");
      if (!each.equals(except) && !wanted.isEmpty() && !wanted.equals(fault.get(each)))
        return false;
    }
    String service = query.getOrDefault("service", "");
    if (!service.isEmpty() && !((List<?>) fault.get("services")).contains(service)) return false;
    boolean usual = !query.containsKey("status") && !except.equals("status");
    if (usual && List.of("resolved", "muted").contains((String) fault.get("status"))) return false;
    long since = Long.parseLong(query.getOrDefault("since", "0"));
    if (((Number) fault.get("lastSeen")).longValue() < since) return false;
    String text = query.getOrDefault("text", "").toLowerCase(java.util.Locale.ROOT);
    return fault.toString().toLowerCase(java.util.Locale.ROOT).contains(text);
  }

  private Map<String, Object> find(String print) {
    for (Map<String, Object> each : faults)
      if (print.startsWith((String) each.get("fingerprint"))) return each;
    return null;
  }

  private Object fault(String print) {
    Map<String, Object> head = find(print);
    return head == null ? null : FaultFixtures.whole(head, now, faults);
  }
}
