// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.faultline.agent.console.store.table.LineRow;
import dev.faultline.agent.console.store.timing.Account;
import dev.faultline.agent.console.store.timing.Instance;
import dev.faultline.agent.console.store.timing.ServiceList;
import dev.faultline.agent.console.store.timing.Timing;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Services, their processes, and what those tell of themselves, as the read-out shows them. */
final class ServiceJson {
  private ServiceJson() {}

  /**
   * @param lines by service and environment
   */
  static void services(JsonGenerator json, ServiceList list, Map<List<String>, List<LineRow>> lines)
      throws IOException {
    json.writeNumberField("seconds", list.seconds);
    json.writeArrayFieldStart("services");
    for (ServiceList.Service each : list.services) {
      json.writeStartObject();
      head(json, each.instances, list.now);
      json.writeNumberField("faults", each.faults);
      rates(json, each.requests, list.seconds);
      instances(json, each.instances, list.now);
      Instance newest = each.instances.keySet().iterator().next();
      lines(json, lines.get(Arrays.asList(newest.service, newest.environment)));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void lines(JsonGenerator json, @Nullable List<LineRow> lines) throws IOException {
    json.writeArrayFieldStart("lines");
    if (lines != null) {
      for (LineRow each : lines) Json.object(json, object -> TraceJson.line(object, each));
    }
    json.writeEndArray();
  }

  /** The newest instance speaks for all: it comes first. */
  private static void head(JsonGenerator json, Map<Instance, Account> instances, long now)
      throws IOException {
    Instance newest = instances.keySet().iterator().next();
    Set<String> states = new HashSet<>();
    for (Instance each : instances.keySet()) states.add(each.state(now));
    boolean alive = states.contains("alive");
    json.writeStringField("name", newest.service);
    json.writeStringField("environment", newest.environment);
    json.writeStringField("release", newest.release);
    json.writeNumberField("lastSeen", newest.lastSeen);
    json.writeBooleanField("alive", alive);
    json.writeStringField(
        "state", alive ? "alive" : states.contains("silent") ? "silent" : "quiet");
  }

  private static void rates(JsonGenerator json, @Nullable Timing timing, long seconds)
      throws IOException {
    long count = timing == null ? 0 : timing.count;
    json.writeNumberField("requestsPerSecond", TimingJson.rounded((double) count / seconds));
    double rate = timing == null || count == 0 ? 0 : (double) timing.errors / count;
    json.writeNumberField("errorRate", TimingJson.rounded(rate));
    json.writeNumberField("p95Micros", timing == null ? 0 : timing.percentile(0.95));
  }

  private static void instances(JsonGenerator json, Map<Instance, Account> instances, long now)
      throws IOException {
    json.writeArrayFieldStart("instances");
    for (Map.Entry<Instance, Account> each : instances.entrySet()) {
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
      json.writeStringField("state", instance.state(now));
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
