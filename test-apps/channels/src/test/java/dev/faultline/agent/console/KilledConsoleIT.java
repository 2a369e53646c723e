// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.faultline.harness.ClassPath;
import dev.faultline.harness.Jdk;
import dev.faultline.harness.chat.DingTalkDouble;
import dev.faultline.harness.chat.WeComDouble;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged console, killed as by the kernel, with an incident open. */
class KilledConsoleIT {
  private static final String SECRET = "SECfaultlinetestsecret";
  private static final Pattern URL = Pattern.compile("console: (http://\\S+)");

  private final HttpClient client = HttpClient.newHttpClient();
  private final DingTalkDouble dingtalk = new DingTalkDouble(SECRET, "");
  private final WeComDouble wecom = new WeComDouble();
  @TempDir Path folder;
  private Process process;
  private String console;
  private int starts;

  @BeforeEach
  void start() throws Exception {
    Files.writeString(
        folder.resolve("alerts.rules"),
        "channel dingtalk dingtalk secret="
            + SECRET
            + " url="
            + dingtalk.url()
            + "\nchannel wecom wecom url="
            + wecom.url()
            + "\npayment: 5 minutes, >= 3 events \"payment_failed\" with status 500, by service"
            + " -> dingtalk, wecom, with the last 5 fragments and the trace id\n");
    startConsole();
  }

  @AfterEach
  void stop() throws Exception {
    process.destroyForcibly().waitFor();
    dingtalk.close();
    wecom.close();
  }

  @Test
  void killedWithAnIncidentOpen_tellsNothingAgainAndKnowsItStillFires() throws Exception {
    for (int i = 1; i <= 3; i++) paymentFails(i);
    assertThat(firing()).hasSize(1);
    await(() -> assertThat(dingtalk.messages()).hasSize(1));
    await(() -> assertThat(wecom.messages()).hasSize(1));
    await(
        () ->
            assertThat(history().get(0).getAsJsonObject().getAsJsonArray("deliveries")).hasSize(2));

    process.destroyForcibly().waitFor();
    startConsole();
    assertThat(firing()).hasSize(1);
    assertThat(firing().get(0).getAsJsonObject().get("count").getAsInt()).isEqualTo(3);
    for (int i = 4; i <= 9; i++) paymentFails(i);
    // a new rule is told after the group wait: what would be told again would have been by then
    Files.writeString(
        folder.resolve("alerts.rules"),
        Files.readString(folder.resolve("alerts.rules"))
            + "later: 5 minutes, >= 1 events \"payment_failed\" -> wecom, group wait 8 seconds\n");
    await(() -> assertThat(get("/api/alerts").toString()).contains("\"later\""));
    paymentFails(10);
    await(() -> assertThat(wecom.messages()).hasSize(2));
    assertThat(wecom.messages().get(1)).contains("later");
    assertThat(dingtalk.messages()).hasSize(1);
    assertThat(dingtalk.problems()).isEmpty();
    assertThat(wecom.problems()).isEmpty();
  }

  @Test
  void testButton_reachesTheChatAndSaysWhatBecameOfIt() throws Exception {
    JsonObject answer = post("/api/alerts/test", "{\"channel\":\"dingtalk\"}");
    assertThat(answer.get("ok").getAsBoolean()).as(answer.toString()).isTrue();
    assertThat(dingtalk.messages()).hasSize(1);
    assertThat(post("/api/alerts/test", "{\"channel\":\"nobody\"}").get("detail").getAsString())
        .contains("no channel nobody");
    JsonArray channels = get("/api/alerts").getAsJsonArray("channels");
    assertThat(channels).hasSize(2);
    assertThat(channels.toString()).doesNotContain(SECRET).doesNotContain(DingTalkDouble.TOKEN);
  }

  private interface Check {
    void run() throws Exception;
  }

  private static void await(Check check) {
    Awaitility.await().atMost(Duration.ofMinutes(1)).untilAsserted(check::run);
  }

  private JsonArray firing() throws Exception {
    assertThat(get("/api/summary").get("firing").getAsInt()).isEqualTo(1);
    return get("/api/alerts")
        .getAsJsonArray("rules")
        .get(0)
        .getAsJsonObject()
        .getAsJsonArray("firing");
  }

  private JsonArray history() throws Exception {
    return get("/api/alerts").getAsJsonArray("history");
  }

  /** A line of the log in a request, and the span of that. */
  private void paymentFails(int i) throws Exception {
    String trace = String.format("0af7651916cd43dd8448eb211c80%04x", i);
    long nanos = System.currentTimeMillis() * 1_000_000;
    String resource =
        "{\"resource\":{\"attributes\":[{\"key\":\"service.name\",\"value\":{\"stringValue\":\"shop\"}}]},";
    post(
        "/v1/logs",
        "{\"resourceLogs\":["
            + resource
            + "\"scopeLogs\":[{\"logRecords\":[{\"timeUnixNano\":\""
            + nanos
            + "\",\"severityNumber\":17,\"severityText\":\"ERROR\",\"traceId\":\""
            + trace
            + "\",\"body\":{\"stringValue\":\"payment_failed: order "
            + i
            + "\"}}]}]}]}");
    post(
        "/v1/traces",
        "{\"resourceSpans\":["
            + resource
            + "\"scopeSpans\":[{\"spans\":[{\"traceId\":\""
            + trace
            + "\",\"spanId\":\"b7ad6b7169203331\",\"name\":\"POST /pay\",\"kind\":2,"
            + "\"startTimeUnixNano\":\""
            + (nanos - 9_000_000)
            + "\",\"endTimeUnixNano\":\""
            + nanos
            + "\",\"status\":{\"code\":2},\"attributes\":["
            + "{\"key\":\"http.request.method\",\"value\":{\"stringValue\":\"POST\"}},"
            + "{\"key\":\"http.route\",\"value\":{\"stringValue\":\"/pay\"}},"
            + "{\"key\":\"http.response.status_code\",\"value\":{\"intValue\":500}}]}]}]}]}");
  }

  private JsonObject get(String path) throws Exception {
    return answer(HttpRequest.newBuilder(URI.create(console + path)).GET());
  }

  private JsonObject post(String path, String body) throws Exception {
    return answer(
        HttpRequest.newBuilder(URI.create(console + path))
            .header("Content-Type", "application/json")
            .header("X-Faultline", "console")
            .POST(BodyPublishers.ofString(body)));
  }

  private JsonObject answer(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonParser.parseString(answer.body()).getAsJsonObject();
  }

  private void startConsole() throws IOException {
    File out = folder.resolve("out" + starts++).toFile();
    process =
        new ProcessBuilder(
                List.of(
                    Jdk.current().home().resolve("bin/java").toString(),
                    "-jar",
                    ClassPath.agent().toString(),
                    "console",
                    "--port",
                    "0",
                    "--data",
                    folder.resolve("data").toString(),
                    "--config",
                    folder.resolve("alerts.rules").toString()))
            .redirectErrorStream(true)
            .redirectOutput(out)
            .start();
    Awaitility.await()
        .atMost(1, TimeUnit.MINUTES)
        .until(() -> URL.matcher(Files.readString(out.toPath())).find());
    Matcher url = URL.matcher(Files.readString(out.toPath()));
    assertThat(url.find()).isTrue();
    console = url.group(1);
  }
}
