// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.faultline.agent.config.Version;
import dev.faultline.agent.console.http.Query;
import dev.faultline.agent.console.http.Read;
import dev.faultline.agent.console.store.Store;
import dev.faultline.agent.console.store.Summary;
import dev.faultline.agent.console.store.fault.FaultFilter;
import dev.faultline.agent.console.store.fault.FaultWhole;
import dev.faultline.agent.console.store.fault.GroupStatus;
import dev.faultline.agent.console.store.trace.TraceFilter;
import dev.faultline.agent.console.store.trace.TraceWhole;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The read-out: what is in the store, as JSON. Times are milliseconds since 1970. */
public final class Api implements Read {
  private static final int LISTED = 100;
  private static final int MAX_LISTED = 500;
  private static final int MAX_OFFSET = 1_000_000;
  private static final String FAULT = "/api/faults/";
  private static final String TRACE = "/api/traces/";

  private final Store store;
  private final long startedMillis = System.currentTimeMillis();
  private final Supplier<Map<String, Long>> refused;
  private final Supplier<Map<String, Long>> alerts;
  private final boolean login;

  /**
   * @param refused requests that were not taken, by their reason
   * @param alerts numbers about alerts, by the names that they have in the summary
   * @param login whether one has to show a token, so that there is something to log out of
   */
  public Api(
      Store store,
      Supplier<Map<String, Long>> refused,
      Supplier<Map<String, Long>> alerts,
      boolean login) {
    this.store = store;
    this.refused = refused;
    this.alerts = alerts;
    this.login = login;
  }

  /**
   * Null where there is no such thing.
   *
   * @throws dev.faultline.agent.console.store.StoreFailure the database does not answer
   */
  @Override
  public byte @Nullable [] answer(String path, Query query) throws IOException {
    Parameters parameters = new Parameters(query);
    if (path.equals("/api/summary")) return Json.written(this::summary);
    if (path.equals("/api/faults")) return faults(parameters);
    if (path.equals("/api/traces")) return traces(parameters);
    if (path.startsWith(FAULT)) {
      FaultWhole fault = store.fault(path.substring(FAULT.length()));
      return fault == null ? null : Json.written(json -> FaultJson.whole(json, fault));
    }
    if (path.startsWith(TRACE)) {
      TraceWhole trace = store.trace(path.substring(TRACE.length()).toLowerCase(Locale.ROOT));
      return trace == null ? null : Json.written(json -> TraceJson.whole(json, trace));
    }
    return null;
  }

  private byte[] faults(Parameters parameters) throws IOException {
    FaultFilter filter = new FaultFilter();
    filter.service = parameters.text("service");
    filter.environment = parameters.text("environment");
    filter.release = parameters.text("release");
    filter.state = parameters.text("state");
    filter.category = parameters.text("category");
    filter.status = GroupStatus.of(parameters.text("status"));
    filter.sinceMillis = parameters.millis("since");
    filter.text = parameters.text("text");
    filter.sort = sort(parameters.text("sort"));
    filter.limit = parameters.number("limit", LISTED, MAX_LISTED);
    filter.offset = parameters.number("offset", 0, MAX_OFFSET);
    return Json.written(json -> FaultJson.list(json, store.faults(filter)));
  }

  private static FaultFilter.Sort sort(String name) {
    for (FaultFilter.Sort each : FaultFilter.Sort.values()) {
      if (each.name().toLowerCase(Locale.ROOT).equals(name)) return each;
    }
    return FaultFilter.Sort.LAST;
  }

  private byte[] traces(Parameters parameters) throws IOException {
    TraceFilter filter = new TraceFilter();
    filter.service = parameters.text("service");
    filter.environment = parameters.text("environment");
    filter.text = parameters.text("text");
    filter.failed = parameters.isTrue("failed");
    filter.slow = parameters.isTrue("slow");
    filter.sinceMillis = parameters.millis("since");
    filter.limit = parameters.number("limit", LISTED, MAX_LISTED);
    filter.offset = parameters.number("offset", 0, MAX_OFFSET);
    return Json.written(json -> TraceJson.list(json, store.traces(filter)));
  }

  private void summary(JsonGenerator json) throws IOException {
    Summary summary = store.summary();
    json.writeNumberField("startedMillis", startedMillis);
    json.writeStringField("version", Version.current());
    json.writeBooleanField("login", login);
    json.writeNumberField("faultGroups", summary.faultGroups);
    for (String each :
        new String[] {
          "faults",
          "traces",
          "spans",
          "failed",
          "slow",
          "statements",
          "statementsFolded",
          "lines",
          "linesNotKept"
        }) {
      json.writeNumberField(each, summary.arrived(each));
    }
    Json.texts(json, "services", summary.services);
    Json.texts(json, "environments", summary.environments);
    Map<String, Long> rejected = new TreeMap<>(refused.get());
    if (summary.arrived("rejected") > 0) {
      rejected.put("not_understood", summary.arrived("rejected"));
    }
    Json.numbers(json, "rejected", rejected);
    for (Map.Entry<String, Long> each : alerts.get().entrySet()) {
      json.writeNumberField(each.getKey(), each.getValue());
    }
    json.writeNumberField("bytes", store.bytes());
    json.writeNumberField("oldestMillis", summary.oldestMillis);
  }
}
