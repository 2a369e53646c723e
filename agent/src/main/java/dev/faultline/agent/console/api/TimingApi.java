// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.api;

import dev.faultline.agent.console.http.Query;
import dev.faultline.agent.console.http.Read;
import dev.faultline.agent.console.store.Store;
import dev.faultline.agent.console.store.table.LineRow;
import dev.faultline.agent.console.store.timing.Kind;
import dev.faultline.agent.console.store.timing.ServiceList;
import dev.faultline.agent.console.store.timing.Timing;
import dev.faultline.agent.console.store.timing.Timings;
import dev.faultline.agent.console.store.trace.LooseLines;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The read-out of requests, statements and services. */
public final class TimingApi implements Read {
  private static final int USUAL_ROWS = 500;
  private static final int MAX_ROWS = 10_000;
  private static final long HOUR_MILLIS = 3_600_000;

  /** By whichever it is, the greatest comes first; what took the most time, otherwise. */
  private static final Map<String, ToLongFunction<Timing>> SORTS = sorts();

  private final Store store;

  public TimingApi(Store store) {
    this.store = store;
  }

  @Override
  public byte @Nullable [] answer(String path, Query query) throws IOException {
    Parameters parameters = new Parameters(query);
    int rows = parameters.number("limit", USUAL_ROWS, MAX_ROWS);
    if (path.equals("/api/requests")) {
      Timings.Answer answer = timings(Kind.REQUEST, parameters, rows);
      return Json.written(json -> TimingJson.requests(json, answer, rows));
    }
    if (path.equals("/api/statements")) {
      Timings.Answer answer = timings(Kind.STATEMENT, parameters, rows);
      return Json.written(json -> TimingJson.statements(json, answer, rows));
    }
    if (!path.equals("/api/services")) return null;
    long now = System.currentTimeMillis();
    ServiceList list = store.read(connection -> ServiceList.of(connection, now));
    Map<List<String>, List<LineRow>> lines = store.read(LooseLines::latest);
    return Json.written(json -> ServiceJson.services(json, list, lines));
  }

  private static Map<String, ToLongFunction<Timing>> sorts() {
    Map<String, ToLongFunction<Timing>> sorts = new HashMap<>();
    sorts.put("count", each -> each.count);
    sorts.put("errors", each -> each.errors);
    sorts.put("p50", each -> each.percentile(0.50));
    sorts.put("p95", each -> each.percentile(0.95));
    sorts.put("p99", each -> each.percentile(0.99));
    sorts.put("max", Timing::longestMicros);
    return sorts;
  }

  /** Of the last hour, where nothing else is asked for. */
  private Timings.Answer timings(Kind kind, Parameters parameters, int rows) {
    long now = System.currentTimeMillis();
    long asked = parameters.millis("since");
    long since = asked > 0 ? asked : now - HOUR_MILLIS;
    String service = parameters.text("service");
    String environment = parameters.text("environment");
    String text = parameters.text("text");
    ToLongFunction<Timing> by = SORTS.get(parameters.text("sort"));
    return store.read(
        connection -> {
          Timings.Answer answer =
              Timings.of(connection, kind, since, now, service, environment).with(text);
          if (by != null) answer = answer.sorted(by);
          Timings.readSlowest(connection, kind, since, now, answer, rows);
          return answer;
        });
  }
}
