// SPDX-License-Identifier: Apache-2.0
package dev.faultline.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.faultline.harness.ClassPath;
import dev.faultline.harness.Jdk;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the script as a user does. */
class RunIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir Path folder;

  @Test
  void run_showsWhatHasGoneWrongInTheShop() throws Exception {
    int exit = demo("--seconds", "4", "--port", freePort(), "--console-port", freePort());

    assertThat(output()).contains("Sent ", "Recorded ", "Faults", "Slow", "Repeated", "--keep");
    assertThat(output())
        .containsPattern("x +PSQLException: .*duplicate key|x +JdbcSQLIntegrity.*Unique index")
        .containsPattern("x +SQLTransientConnectionException: (.*\n){1,4}.* POST /orders")
        .containsPattern("x +NullPointerException: (.*\n){1,4}.* GET /products/\\*")
        .containsPattern("x +IllegalArgumentException: Not an e-mail address")
        .containsPattern("x +RejectedExecutionException: (.*\n){1,4}.* POST /orders")
        .containsPattern("x +IllegalStateException: No category: product 40")
        .contains("state       ended the schedule of the task com.example.shop.CategoryJob")
        .contains("state       unobserved, in POST /orders")
        .contains("state       handled, in GET /products/* (WARN)")
        .contains("state       escaped from GET /products/*")
        .contains("state       escaped from POST /orders")
        .contains(
            "state       escaped, ended the thread label-printer, in the trace of POST /orders")
        .contains("state       not known, seen in POST /customers")
        .contains("SQL         IntegrityError, unique: INSERT customers")
        .contains("way         left a database call > ")
        .containsPattern("before      (.* > )?INSERT customers .*\\(failed\\)")
        .contains("pool        shop: 4 of 4 in use, ")
        .contains("pool        1 of 1 in use, 1 waiting of at most 1")
        .containsPattern("fingerprint [0-9a-f]{16}\n")
        .containsPattern(" s +GET /reports/related +SELECT page_views")
        .containsPattern("x +SELECT order_items .* GET /orders");
    assertThat(exit).isZero();
    assertThat(leftFolders()).isEmpty();
  }

  @Test
  void keep_tellsBothChatsOnceRightlySignedAndWithinFiveSecondsOfTheThirdEvent() throws Exception {
    String consolePort = freePort();
    Http console = new Http(URI.create("http://127.0.0.1:" + consolePort));
    Process process = start("--keep", "--port", freePort(), "--console-port", consolePort);
    try {
      await().atMost(PATIENCE).until(() -> !heard("DingTalk").isEmpty());
      await().atMost(PATIENCE).until(() -> !heard("WeCom").isEmpty());
      // more payments fail, which is no news
      long told = heard("DingTalk").get(0).count;
      await().atMost(PATIENCE).until(() -> payments(console) >= told + 3);

      assertThat(output()).doesNotContain("refused: ");
      assertThat(heard("DingTalk"))
          .singleElement()
          .satisfies(message -> assertThat(message.checked).startsWith("signature right"))
          .satisfies(RunIT::isToldOnceAndSoon);
      assertThat(heard("WeCom"))
          .singleElement()
          .satisfies(message -> assertThat(message.checked).startsWith("key right"))
          .satisfies(RunIT::isToldOnceAndSoon);

      sendWronglySigned();
      await().atMost(PATIENCE).until(() -> output().contains("refused: "));
      assertThat(output()).contains("310000", "sign not match");
    } finally {
      end(process);
    }
    assertThat(leftFolders()).isEmpty();
  }

  private static void isToldOnceAndSoon(Heard message) {
    assertThat(message.often).isEqualTo("once");
    assertThat(message.secondsAfterThird).isBetween(0.0, 5.0);
  }

  /** A message about failing payments, as it was printed. */
  private record Heard(String checked, String often, double secondsAfterThird, long count) {
    static Heard of(MatchResult found) {
      double seconds = Double.parseDouble(found.group(3));
      return new Heard(found.group(1), found.group(2), seconds, Long.parseLong(found.group(4)));
    }
  }

  private List<Heard> heard(String chat) throws IOException {
    String head = "---- " + chat + ", .*\n +(.*)\n";
    String often = " +payment: told (.*), ([0-9.]+) s after its third event\n";
    String title = "#+ \\[Firing\\] payment: shop, ([0-9]+) in 5 min";
    Pattern again = Pattern.compile(head + " +payment: told ([0-9]+ times)");
    assertThat(again.matcher(output()).results()).isEmpty();
    Pattern message = Pattern.compile(head + often + title);
    return message.matcher(output()).results().map(Heard::of).toList();
  }

  /** How many there are by now, as the console has it. */
  private static long payments(Http console) throws IOException, InterruptedException {
    JsonObject alerts = JsonParser.parseString(console.get("/api/alerts").body()).getAsJsonObject();
    JsonObject rule = alerts.getAsJsonArray("rules").get(0).getAsJsonObject();
    assertThat(rule.get("name").getAsString()).isEqualTo("payment");
    JsonObject group = rule.getAsJsonArray("firing").get(0).getAsJsonObject();
    return group.get("count").getAsLong();
  }

  private void sendWronglySigned() throws IOException, InterruptedException {
    String rules = Files.readString(leftFolders().get(0).resolve("alerts.rules"));
    String url = rules.replaceFirst("(?s).*dingtalk url=(\\S+).*", "$1");
    URI signed = URI.create(url + "&timestamp=" + System.currentTimeMillis() + "&sign=x");
    HttpRequest request =
        HttpRequest.newBuilder(signed)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{}"))
            .build();
    HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  @Test
  void run_namesThePortThatIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String port = String.valueOf(taken.getLocalPort());
      assertThat(demo("--port", port, "--console-port", freePort())).isEqualTo(1);
      assertThat(output())
          .isEqualTo(
              "demo: port " + port + " is taken: choose another for the" + " shop with --port N\n");
    }
  }

  @Test
  void run_namesTheFolderWithoutAJdk() throws Exception {
    assertThat(demo("--jdk", "/no/such/jdk")).isEqualTo(1);
    assertThat(output()).startsWith("demo: no JDK in /no/such/jdk");
  }

  @Test
  void run_namesWhatItDoesNotKnow() throws Exception {
    assertThat(demo("--sceonds", "3")).isEqualTo(1);
    assertThat(output()).isEqualTo("demo: does not know \"--sceonds\"; see --help\n");
  }

  private int demo(String... options) throws IOException, InterruptedException {
    Process process = start(options);
    try {
      assertThat(process.waitFor(180, TimeUnit.SECONDS)).as(output()).isTrue();
      return process.exitValue();
    } finally {
      process.destroy();
    }
  }

  /** As Ctrl-C does. */
  private static void end(Process process) throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
  }

  private Process start(String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ClassPath.root().resolve("test-apps/demo/run").toString());
    command.addAll(List.of(options));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(folder.resolve("output").toFile());
    builder.environment().putIfAbsent("JAVA_HOME", Jdk.current().home().toString());
    builder.environment().put("TMPDIR", folder.toString());
    // it must not build within a build
    builder.environment().put("FAULTLINE_DEMO_BUILD", "never");
    return builder.start();
  }

  private String output() throws IOException {
    return Files.readString(folder.resolve("output"));
  }

  private List<Path> leftFolders() throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.filter(child -> !child.endsWith("output")).toList();
    }
  }

  private static String freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return String.valueOf(socket.getLocalPort());
    }
  }
}
