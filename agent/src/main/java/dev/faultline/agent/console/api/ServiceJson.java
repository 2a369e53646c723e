// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.faultline.agent.console.store.Account;
import dev.faultline.agent.console.store.Accounts;
import dev.faultline.agent.console.store.Instance;
import dev.faultline.agent.console.store.Kind;
import dev.faultline.agent.console.store.Timing;
import dev.faultline.agent.console.store.Timings;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Services, their processes, and what those tell of themselves, as the read-out shows them. */
public final class ServiceJson {
  /** Rates are those of the last minutes: a service is looked at for how it is now. */
  private static final long WINDOW_MILLIS = 300_000;

  /** Counts the faults of a service in an environment. */
  public interface FaultCounter {
    long faults(String service, String environment) throws SQLException;
  }

  private ServiceJson() {}

  public static void services(
      JsonGenerator json, Connection connection, long now, FaultCounter faults)
      throws IOException, SQLException {
    Map<List<String>, List<Map.Entry<Instance, Account>>> services = new LinkedHashMap<>();
    for (Map.Entry<Instance, Account> each : Accounts.all(connection).entrySet()) {
      services
          .computeIfAbsent(
              Arrays.asList(each.getKey().service, each.getKey().environment),
              k -> new ArrayList<>())
          .add(each);
    }
    Timings.Answer requests =
        Timings.of(connection, Kind.REQUEST, now - WINDOW_MILLIS, now, "", "");
    Map<List<String>, Timing> rates = new HashMap<>();
    for (Timing each : Timings.byService(requests.timings)) {
      rates.put(Arrays.asList(each.service, each.environment), each);
    }
    json.writeNumberField("seconds", requests.seconds);
    json.writeArrayFieldStart("services");
    for (Map.Entry<List<String>, List<Map.Entry<Instance, Account>>> each : services.entrySet()) {
      json.writeStartObject();
      head(json, each.getValue(), now);
      json.writeNumberField("faults", faults.faults(each.getKey().get(0), each.getKey().get(1)));
      rates(json, rates.get(each.getKey()), requests.seconds);
      instances(json, each.getValue(), now);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** The newest instance speaks for all: it comes first. */
  private static void head(
      JsonGenerator json, List<Map.Entry<Instance, Account>> instances, long now)
      throws IOException {
    Instance newest = instances.get(0).getKey();
    boolean alive = false;
    for (Map.Entry<Instance, Account> each : instances) alive |= each.getKey().isAlive(now);
    json.writeStringField("name", newest.service);
    json.writeStringField("environment", newest.environment);
    json.writeStringField("release", newest.release);
    json.writeNumberField("lastSeen", newest.lastSeen);
    json.writeBooleanField("alive", alive);
  }

  private static void rates(JsonGenerator json, @Nullable Timing timing, long seconds)
      throws IOException {
    long count = timing == null ? 0 : timing.count;
    json.writeNumberField("requestsPerSecond", TimingJson.rounded((double) count / seconds));
    double rate = timing == null || count == 0 ? 0 : (double) timing.errors / count;
    json.writeNumberField("errorRate", TimingJson.rounded(rate));
    json.writeNumberField("p95Micros", timing == null ? 0 : timing.percentile(0.95));
  }

  private static void instances(
      JsonGenerator json, List<Map.Entry<Instance, Account>> instances, long now)
      throws IOException {
    json.writeArrayFieldStart("instances");
    for (Map.Entry<Instance, Account> each : instances) {
      Instance instance = each.getKey();
      json.writeStartObject();
      json.writeStringField("id", instance.id);
      json.writeStringField("host", instance.host);
      json.writeStringField("pid", instance.pid);
      json.writeStringField("jvm", instance.jvm);
      json.writeStringField("agent", instance.agent);
      json.writeStringField("release", instance.release);
      json.writeNumberField("startedMillis", instance.startedMillis);
      json.writeNumberField("firstSeen", instance.firstSeen);
      json.writeNumberField("lastSeen", instance.lastSeen);
      json.writeBooleanField("alive", instance.isAlive(now));
      account(json, each.getValue());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void account(JsonGenerator json, Account account) throws IOException {
    json.writeArrayFieldStart("records");
    for (Map.Entry<String, Account.Records> each : account.records().entrySet()) {
      int blank = each.getKey().indexOf(' ');
      Account.Records records = each.getValue();
      json.writeStartObject();
      json.writeStringField("exporter", each.getKey().substring(0, blank));
      json.writeStringField("signal", each.getKey().substring(blank + 1));
      json.writeNumberField("recorded", records.recorded);
      json.writeNumberField("delivered", records.delivered);
      json.writeObjectFieldStart("dropped");
      for (Map.Entry<String, Long> drop : records.dropped.entrySet()) {
        json.writeNumberField(drop.getKey(), drop.getValue());
      }
      json.writeEndObject();
      json.writeNumberField("pending", records.pending);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeObjectFieldStart("totals");
    for (Map.Entry<String, Long> each : account.totals().entrySet()) {
      json.writeNumberField(each.getKey(), each.getValue());
    }
    json.writeEndObject();
  }
}
