// SPDX-License-Identifier: Apache-2.0
package dev.faultline.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.ClassPath;
import dev.faultline.harness.Jdk;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the script as a user does. */
class RunIT {
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
        .containsPattern("before      INSERT customers .*\\(failed\\)")
        .contains("pool        shop: 4 of 4 in use, ")
        .contains("pool        1 of 1 in use, 1 waiting of at most 1")
        .containsPattern("fingerprint [0-9a-f]{16}\n")
        .containsPattern(" s +GET /reports/related +SELECT page_views")
        .containsPattern("x +SELECT order_items .* GET /orders");
    assertThat(exit).isZero();
    assertThat(leftFolders()).isEmpty();
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
    List<String> command = new ArrayList<>();
    command.add(ClassPath.root().resolve("test-apps/demo/run").toString());
    command.addAll(List.of(options));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(folder.resolve("output").toFile());
    builder.environment().putIfAbsent("JAVA_HOME", Jdk.current().home().toString());
    builder.environment().put("TMPDIR", folder.toString());
    // it must not build within a build
    builder.environment().put("FAULTLINE_DEMO_BUILD", "never");
    Process process = builder.start();
    try {
      assertThat(process.waitFor(180, TimeUnit.SECONDS)).as(output()).isTrue();
      return process.exitValue();
    } finally {
      process.destroy();
    }
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
