// SPDX-License-Identifier: Apache-2.0
package dev.faultline.exporters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.tools.attach.VirtualMachine;
import dev.faultline.harness.App;
import dev.faultline.harness.ClassPath;
import dev.faultline.harness.Collector;
import dev.faultline.harness.Jdk;
import dev.faultline.harness.JdkSource;
import dev.faultline.harness.RunningApp;
import dev.faultline.harness.chat.WebhookDouble;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.params.ParameterizedTest;

/** The account from outside, while one exporter delivers and the other one cannot. */
class StatusIT {
  private static final String FAILURE = "(?s).*WARN (Cannot deliver|Dropped) .*";

  @ParameterizedTest
  @JdkSource(without = {11, 21})
  void account_addsUpForEachExporter(Jdk jdk) throws Exception {
    try (RunningApp shop = shop(jdk).start()) {
      shop.awaitTelemetry("all 30 requests", arrived -> requests(arrived) == 30);
      JsonObject status = awaitDelivered(jdk, shop);
      assertThat(status.get("service").getAsString()).isEqualTo("test-app");
      JsonObject otlp = signal(status, "otlp", "spans");
      JsonObject zipkin = signal(status, "zipkin", "spans");
      for (JsonObject each : List.of(otlp, zipkin)) {
        assertThat(number(each, "recorded"))
            .isEqualTo(number(each, "delivered") + dropped(each) + number(each, "pending"));
      }
      assertThat(number(otlp, "delivered")).isEqualTo(shop.collector().spans().size());
      assertThat(number(otlp, "recorded")).isEqualTo(number(zipkin, "recorded")).isPositive();
      assertThat(number(zipkin, "delivered")).isZero();
      assertThat(otlp.has("failing")).isFalse();
      JsonObject failing = zipkin.getAsJsonObject("failing");
      assertThat(failing.get("cause").getAsString()).contains("Connection refused");
      assertThat(number(failing, "failures")).isPositive();
      assertThat(System.currentTimeMillis() - number(failing, "since")).isBetween(0L, 120_000L);

      assertThat(run(jdk, shop, "--check").exit()).isEqualTo(2);
      assertThat(run(jdk, shop).exit()).isZero();
      assertThat(run(jdk, shop).out())
          .containsPattern("spans cannot be delivered for \\d+ s \\(\\d+ attempts\\): ");
      assertThat(shop.err()).doesNotContain("WARNING: A Java agent");
      byJmx(shop, otlp);
      JsonObject cost = status.getAsJsonObject("cost");
      assertThat(number(cost, "level")).isZero();
      assertThat(cost.get("leftOut").getAsString()).isEmpty();
      assertThat(attribute(shop, "dev.faultline:type=Cost", "Level")).isEqualTo(0L);
      assertThat((Double) attribute(shop, "dev.faultline:type=Cost", "Cpu")).isBetween(0.0, 1.0);
      assertThat(run(jdk, shop).out()).containsPattern("  cost: [0-9.]+ % of the CPU, [0-9.]+ ");
    }
  }

  @ParameterizedTest
  @JdkSource(without = {11, 21})
  void alerts_areInTheAccountAndTheMetrics(Jdk jdk) throws Exception {
    try (WebhookDouble hook = new WebhookDouble("s3cr3t")) {
      String rules =
          "channel hook webhook secret=s3cr3t url=%s; silence rule=quiet until 2999-01-01;"
              + "told: 1 minute, >= 1 faults -> hook, group wait 0;"
              + "quiet: 1 minute, >= 1 faults -> hook, group wait 0; back: regression -> hook";
      App app =
          App.of(Shop.class)
              .on(jdk)
              .args("10", "120000")
              .set("faultline.alert.rules", rules.formatted(hook.url()))
              .set("faultline.metrics.interval", "1s")
              .expectErr("(?s).*WARN Alerts: rule back never fires here: .*");
      try (RunningApp shop = app.start()) {
        JsonObject alerts =
            await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> alerts(jdk, shop), each -> each != null && sent(each) == 1);
        assertThat(number(alerts.getAsJsonObject("suppressed"), "silence")).isEqualTo(1);
        assertThat(alerts.getAsJsonObject("events").keySet()).contains("late", "own");
        assertThat(hook.messages()).hasSize(1);
        assertThat(run(jdk, shop).out())
            .containsPattern("alerts to hook: .*; 1 sent, 0 failed, 0 dropped, 0 wait\n")
            .contains("alerts held back: silence 1\n");
        await()
            .atMost(Duration.ofMinutes(2))
            .until(
                () ->
                    shop.collector().points().stream()
                        .anyMatch(
                            each ->
                                each.metric().equals("faultline.alerts.sent")
                                    && each.value() == 1
                                    && "hook".equals(each.attributes().get("faultline.channel"))));
        assertThat(attribute(shop, "dev.faultline:type=AlertChannel,name=hook", "Sent"))
            .isEqualTo(1L);
        Object suppressed = attribute(shop, "dev.faultline:type=Alerts", "SuppressedByReason");
        assertThat(((CompositeData) suppressed).get("silence")).isEqualTo(1L);
      }
    }
  }

  private static JsonObject alerts(Jdk jdk, RunningApp shop) throws Exception {
    JsonObject status = json(run(jdk, shop, "--json"));
    return status == null ? null : status.getAsJsonObject("alerts");
  }

  private static long sent(JsonObject alerts) {
    return number(alerts.getAsJsonArray("channels").get(0).getAsJsonObject(), "sent");
  }

  private static Object attribute(RunningApp shop, String bean, String name) throws Exception {
    VirtualMachine machine = VirtualMachine.attach(Long.toString(shop.pid()));
    String address = machine.startLocalManagementAgent();
    machine.detach();
    try (JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(address))) {
      MBeanServerConnection server = connector.getMBeanServerConnection();
      ObjectName found = new ObjectName(bean);
      await().atMost(Duration.ofMinutes(2)).until(() -> server.isRegistered(found));
      return server.getAttribute(found, name);
    }
  }

  /** Tomcat has made an MBean server. A client without any of our classes reads it. */
  private static void byJmx(RunningApp shop, JsonObject otlp) throws Exception {
    VirtualMachine machine = VirtualMachine.attach(Long.toString(shop.pid()));
    String address = machine.startLocalManagementAgent();
    machine.detach();
    ObjectName name = new ObjectName("dev.faultline:type=Account,exporter=otlp,signal=spans");
    try (JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(address))) {
      MBeanServerConnection server = connector.getMBeanServerConnection();
      await().atMost(Duration.ofMinutes(2)).until(() -> server.isRegistered(name));
      assertThat(server.getAttribute(name, "Recorded")).isEqualTo(number(otlp, "recorded"));
      assertThat(server.getAttribute(name, "Pending")).isEqualTo(0L);
      CompositeData dropped = (CompositeData) server.getAttribute(name, "DroppedByReason");
      assertThat(dropped.get("queue_full")).isEqualTo(0L);
      ObjectName zipkin = new ObjectName("dev.faultline:type=Account,exporter=zipkin,signal=spans");
      assertThat(server.getAttribute(zipkin, "Failing")).isEqualTo(true);
      assertThat(server.getMBeanInfo(name).getAttributes()).hasSize(9);
    }
  }

  private static App shop(Jdk jdk) {
    return App.of(Shop.class)
        .on(jdk)
        .args("30", "120000")
        .set("faultline.exporters", "otlp,zipkin")
        .set("faultline.zipkin.endpoint", "http://127.0.0.1:9")
        .expectErr(FAILURE)
        .expectLosses();
  }

  private static long requests(Collector arrived) {
    return arrived.spans().stream()
        .filter(each -> each.kind() == SpanKind.SPAN_KIND_SERVER)
        .count();
  }

  /** The account is written down now and then: what it says may be a moment old. */
  private static JsonObject awaitDelivered(Jdk jdk, RunningApp shop) {
    return await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> json(run(jdk, shop, "--json")),
            status ->
                status != null
                    && status.getAsJsonArray("exporters").size() == 2
                    && number(signal(status, "otlp", "spans"), "delivered")
                        == shop.collector().spans().size()
                    && number(signal(status, "otlp", "spans"), "pending") == 0
                    && signal(status, "zipkin", "spans").has("failing"));
  }

  private static JsonObject json(Ended ended) {
    return ended.exit() == 0 ? JsonParser.parseString(ended.out()).getAsJsonObject() : null;
  }

  private static JsonObject signal(JsonObject status, String exporter, String signal) {
    for (JsonElement each : status.getAsJsonArray("exporters")) {
      JsonObject found = each.getAsJsonObject();
      if (!found.get("name").getAsString().equals(exporter)) continue;
      for (JsonElement tally : found.getAsJsonArray("signals")) {
        if (tally.getAsJsonObject().get("signal").getAsString().equals(signal)) {
          return tally.getAsJsonObject();
        }
      }
    }
    throw new AssertionError(status);
  }

  private static long number(JsonObject of, String name) {
    return of.get(name).getAsLong();
  }

  private static long dropped(JsonObject tally) {
    return tally.getAsJsonObject("dropped").entrySet().stream()
        .mapToLong(each -> each.getValue().getAsLong())
        .sum();
  }

  private record Ended(int exit, String out) {}

  private static Ended run(Jdk jdk, RunningApp shop, String... options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(jdk.java().toString());
    command.addAll(List.of("-jar", ClassPath.agent().toString(), "status"));
    command.add(Long.toString(shop.pid()));
    command.addAll(List.of(options));
    Process process = new ProcessBuilder(command).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), out);
  }
}
