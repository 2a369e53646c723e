// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.faultline.agent.console.http.Raw;
import dev.faultline.agent.console.http.Raw.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The packaged console with a small heap, and ten thousand connections that mean it no good. */
class ConsoleFloodIT {
  private static final int CONNECTIONS = 10_000;
  private static final Pattern URL = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)");

  /** What a connection sends, and then no more. */
  private enum Flood {
    SILENT(""),
    HALF_A_HEAD("GET / HTTP/1.1\r\nHost: localhost\r\nA: " + "b".repeat(200)),
    HALF_A_BODY(
        "POST /v1/traces HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Content-Length: 1000000\r\n\r\n"
            + " ".repeat(20_000)),
    HALF_A_CHUNK(
        "POST /v1/logs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-protobuf\r\n"
            + "Transfer-Encoding: chunked\r\n\r\nFFFFFF\r\n"
            + " ".repeat(5_000)),
    NO_READING("GET /console.js HTTP/1.1\r\nHost: localhost\r\n\r\n");

    final byte[] sent;

    Flood(String sent) {
      this.sent = sent.getBytes(StandardCharsets.US_ASCII);
    }
  }

  @TempDir private Path directory;
  private Process console;
  private int port;

  @BeforeEach
  void start() throws Exception {
    assumeTrue(
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
            && system.getMaxFileDescriptorCount() > CONNECTIONS + 1_000,
        "so many files may not be open here");
    console =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-jar",
                Path.of("target", "faultline.jar").toString(),
                "--port",
                "0",
                "--in-memory")
            .redirectOutput(directory.resolve("out").toFile())
            .redirectError(directory.resolve("err").toFile())
            .start();
    await().atMost(Duration.ofMinutes(1)).until(() -> url().find());
    Matcher url = url();
    assertThat(url.find()).isTrue();
    port = Integer.parseInt(url.group(1));
  }

  @AfterEach
  void stop() throws Exception {
    if (console == null) return;
    console.destroy();
    console.waitFor();
    assertThat(Files.readString(directory.resolve("err"))).isEmpty();
  }

  private Matcher url() throws IOException {
    return URL.matcher(Files.readString(directory.resolve("out")));
  }

  @ParameterizedTest
  @EnumSource
  void connectionsThatGetNowhere_leaveThePageAsItIs(Flood flood) throws Exception {
    visit("warm-up");
    long files = openFiles();
    List<SocketChannel> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < CONNECTIONS; i++) {
        sockets.add(connect(flood.sent));
        if (i % 1_000 != 999) continue;
        // of a thousand that ask at once, more may wait than the queue takes, for a moment
        await().atMost(Duration.ofMinutes(1)).until(() -> get("/").status != 503);
        visit(flood + ", " + (i + 1) + " connections");
      }
      System.out.println(flood + ": " + openFiles() + " files open, RSS " + rss());
    } finally {
      for (SocketChannel each : sockets) each.close();
    }
    await().atMost(Duration.ofMinutes(1)).until(() -> openFiles() <= files + 5);
    visit(flood + ", after");
  }

  @Test
  void bombs_areRefusedAndLeaveThePageAsItIs() throws Exception {
    visit("warm-up");
    byte[] bomb = zipped(new byte[200 << 20]);
    byte[] deep = "[".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
    byte[] empty = new byte[12 << 20]; // of protobuf: empty messages, two bytes each
    for (int i = 0; i < empty.length; i += 2) empty[i] = 10;
    byte[] zippedEmpty = zipped(empty);
    Thread[] senders = new Thread[30];
    List<Integer> answers = Collections.synchronizedList(new ArrayList<>());
    for (int i = 0; i < senders.length; i++) {
      int kind = i % 4;
      senders[i] =
          new Thread(
              () -> {
                for (int n = 0; n < 10; n++) {
                  answers.add(
                      switch (kind) {
                        case 0 -> post("application/json\nContent-Encoding: gzip", bomb);
                        case 1 -> post("application/json", deep);
                        case 2 -> post("application/x-protobuf", empty);
                        default ->
                            post("application/x-protobuf\nContent-Encoding: gzip", zippedEmpty);
                      });
                }
              });
      senders[i].start();
    }
    for (int i = 0; i < 20; i++) visit("bombs");
    for (Thread each : senders) each.join();
    assertThat(answers).hasSize(300).allMatch(each -> Set.of(400, 413, 503, CLOSED).contains(each));
    assertThat(answers).contains(413).contains(400);
    System.out.println("bombs: RSS " + rss());
    visit("bombs, after");
  }

  private static final int CLOSED = -1;

  /** The status; a body that is half there may be closed to make room for others. */
  private int post(String type, byte[] body) {
    try {
      return Raw.ask(port, "POST /v1/traces HTTP/1.1\nContent-Type: " + type, body).status;
    } catch (SocketTimeoutException e) {
      return 0;
    } catch (IOException e) {
      return CLOSED;
    }
  }

  /** What somebody who looks and an application that sends see. */
  private void visit(String when) throws IOException {
    long begun = System.nanoTime();
    assertThat(get("/").status).isEqualTo(200);
    assertThat(get("/api/summary").status).isEqualTo(200);
    long looked = System.nanoTime();
    Response sent =
        Raw.ask(
            port,
            "POST /v1/logs HTTP/1.1\nContent-Type: application/json",
            "{\"resourceLogs\":[]}".getBytes(StandardCharsets.US_ASCII));
    assertThat(sent.status).isEqualTo(200);
    long done = System.nanoTime();
    System.out.printf(
        "%s: page and summary %.1f ms, a request with records %.1f ms%n",
        when, (looked - begun) / 1e6, (done - looked) / 1e6);
  }

  private Response get(String path) throws IOException {
    return Raw.ask(port, "GET " + path + " HTTP/1.1", new byte[0]);
  }

  private SocketChannel connect(byte[] sent) throws IOException {
    SocketChannel channel = SocketChannel.open();
    channel.setOption(StandardSocketOptions.SO_RCVBUF, 4_096);
    channel.connect(new InetSocketAddress("127.0.0.1", port));
    channel.configureBlocking(false);
    try {
      channel.write(ByteBuffer.wrap(sent));
    } catch (IOException e) {
      // closed already to make room
    }
    return channel;
  }

  private long openFiles() throws IOException {
    Path files = Path.of("/proc", String.valueOf(console.pid()), "fd");
    assumeTrue(Files.isDirectory(files), "there is no /proc here");
    try (Stream<Path> all = Files.list(files)) {
      return all.count();
    }
  }

  private String rss() throws IOException {
    return Files.readAllLines(Path.of("/proc", String.valueOf(console.pid()), "status")).stream()
        .filter(line -> line.startsWith("VmRSS") || line.startsWith("VmHWM"))
        .map(line -> line.replaceAll("\\s+", " "))
        .reduce("", (a, b) -> a + " " + b);
  }

  private static byte[] zipped(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(plain);
    }
    return out.toByteArray();
  }
}
