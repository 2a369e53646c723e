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
        .containsPattern("x +SQLTransientConnectionException: (.*\n){1,3}.* POST /orders")
        .containsPattern("x +NullPointerException: (.*\n){1,2}.* GET /products/\\*")
        .containsPattern("x +IllegalArgumentException: Not an e-mail address")
        .containsPattern("x +RejectedExecutionException: (.*\n){1,2}.* POST /orders")
        .containsPattern("x +IllegalStateException: No category: product 40")
        .contains("became      ended the schedule of the task com.example.shop.CategoryJob")
        .contains("became      unobserved, in POST /orders")
        .contains("became      handled, in GET /products/*")
        .contains("became      escaped GET /products/*", "became      escaped POST /orders")
        .contains("became      ended the thread label-printer")
        .contains("SQL         IntegrityError, unique: INSERT customers")
        .contains("way         left a database call > ")
        .contains("before      INSERT customers (failed)")
        .containsPattern("pool        .*active 4, max 4")
        .containsPattern("pool        .*active 1, max 1, queued 1")
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
