// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.faultline.agent.console.http.Answer;
import dev.faultline.agent.console.http.Raw;
import dev.faultline.agent.console.http.Request;
import dev.faultline.agent.console.http.Service;
import dev.faultline.agent.console.otlp.Budget;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpServerTest {
  private static final int BUDGET = 1 << 20;
  private static final int MAX_CONNECTIONS = 50;

  private final CountDownLatch held = new CountDownLatch(1);

  /** More than the budget beyond all that both ends' sockets may buffer. */
  private static final byte[] HUGE = new byte[64 << 20];

  /** How often it was asked for. */
  private final AtomicInteger huge = new AtomicInteger();

  private final Budget budget = new Budget(BUDGET);
  private HttpServer server;

  /**
   * Says what it was asked; "/hold" is held until the latch is down, "/large" is answered at
   * length.
   */
  private final Service echo =
      new Service() {
        @Override
        public Answer refuse(Request head) {
          return head.target.equals("/refused") ? Answer.message(403, "no") : null;
        }

        @Override
        public int maxBody(Request head) {
          return head.target.equals("/small") ? 100 : 2 << 20;
        }

        @Override
        public boolean isIntake(Request head) {
          return head.target.startsWith("/hold");
        }

        @Override
        public Answer answer(Request request) {
          if (request.target.equals("/fail")) throw new IllegalStateException("as it was told to");
          if (request.target.startsWith("/full")) throw new OutOfMemoryError("as it was told to");
          if (request.target.equals("/large")) return Answer.of("a/b", new byte[400_000]);
          if (request.target.equals("/huge")) {
            huge.incrementAndGet();
            return Answer.of("a/b", HUGE);
          }
          try {
            if (request.target.equals("/hold")) held.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          String body =
              new String(request.body(), 0, request.length(), StandardCharsets.ISO_8859_1);
          return Answer.of(
              "text/plain",
              (request.method + " " + request.target + " " + body)
                  .getBytes(StandardCharsets.ISO_8859_1));
        }

        @Override
        public Answer tooLarge(Request head) {
          return Answer.message(413, "too large");
        }

        @Override
        public Answer busy(Request head) {
          if (head.target.equals("/full/twice")) throw new OutOfMemoryError("again");
          return Answer.busy();
        }
      };

  @BeforeEach
  void start() throws Exception {
    InetAddress local = InetAddress.getLoopbackAddress();
    server = HttpServer.start(new InetSocketAddress(local, 0), echo, budget, MAX_CONNECTIONS);
  }

  @AfterEach
  void allMemoryIsGivenBack() {
    held.countDown();
    await().untilAsserted(() -> assertThat(budget.left()).isEqualTo(BUDGET));
    server.close();
  }

  @Test
  void requestThatTakesTooMuchHeap_isToldSoOrLosesItsConnection() throws Exception {
    try (Raw raw = new Raw(server.port())) {
      raw.send("POST /full HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi");
      assertThat(raw.read(false).status).isEqualTo(503);
    }
    for (int i = 0; i < 2 * MAX_CONNECTIONS; i++) {
      try (Raw raw = new Raw(server.port())) {
        raw.send("POST /full/twice HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi");
        assertThat(raw.isClosed()).isTrue();
      }
    }
    await().untilAsserted(() -> assertThat(budget.left()).isEqualTo(BUDGET));
    try (Raw raw = new Raw(server.port())) {
      raw.send("GET /after HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(raw.read(false).text()).isEqualTo("GET /after ");
    }
  }

  @Test
  void requests_followEachOtherOnAConnection() throws Exception {
    try (Raw raw = new Raw(server.port())) {
      for (int i = 0; i < 3; i++) {
        raw.send("POST /" + i + " HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi");
        Raw.Response response = raw.read(false);
        assertThat(response.text()).isEqualTo("POST /" + i + " hi");
        assertThat(response.header("Connection")).isEqualTo("keep-alive");
      }
    }
  }

  @Test
  void request_maySlowlyArriveByteByByte() throws Exception {
    try (Raw raw = new Raw(server.port())) {
      String chunked =
          "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
              + "2;x=y\r\nab\r\n00A\r\n0123456789\r\n0\r\nTrailer: t\r\n\r\n";
      for (byte each : chunked.getBytes(StandardCharsets.US_ASCII)) raw.send(new byte[] {each});
      assertThat(raw.read(false).text()).isEqualTo("POST / ab0123456789");
      raw.send("GET /next HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(raw.read(false).text()).isEqualTo("GET /next ");
    }
  }

  @Test
  void requestBehindAnotherInTheSameBreath_isLeftToBeSentAgain() throws Exception {
    try (Raw raw = new Raw(server.port())) {
      raw.send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n");
      Raw.Response response = raw.read(false);
      assertThat(response.text()).isEqualTo("GET /1 ");
      assertThat(response.header("Connection")).isEqualTo("close");
      assertThat(raw.isClosed()).isTrue();
    }
  }

  @Test
  void head_tellsTheLengthOnly() throws Exception {
    try (Raw raw = new Raw(server.port())) {
      raw.send("HEAD /large HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(raw.read(true).header("Content-Length")).isEqualTo("400000");
      raw.send("GET /after HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(raw.read(false).text()).isEqualTo("GET /after ");
    }
  }

  @Test
  void oldVersion_isClosedUnlessItAsksNotTo() throws Exception {
    try (Raw raw = new Raw(server.port())) {
      raw.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
      assertThat(raw.read(false).header("Connection")).isEqualTo("keep-alive");
      raw.send("GET / HTTP/1.0\r\n\r\n");
      assertThat(raw.read(false).header("Connection")).isEqualTo("close");
      assertThat(raw.isClosed()).isTrue();
    }
  }

  @Test
  void bodyThatIsAnnounced_isAskedFor() throws Exception {
    String head = " HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n";
    try (Raw raw = new Raw(server.port())) {
      assertThat(raw.send("POST /" + head).read(true).status).isEqualTo(100);
      assertThat(raw.send("abc").read(false).text()).isEqualTo("POST / abc");
    }
    assertThat(Raw.ask(server.port(), "POST /refused" + head).status)
        .as("and is not where it is of no use")
        .isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nonsense|400",
        "GET /|400",
        "GET  / HTTP/1.1|400",
        "G(T / HTTP/1.1|400",
        "GET / HTTP/2.0|505",
        "GET http://a/ HTTP/1.1|400",
        "GET * HTTP/1.1|400",
        "CONNECT a:1 HTTP/1.1|400",
        "GET / HTTP/1.1|400", // no Host
        "GET / HTTP/1.1~Host: a~Host: b|400",
        "GET / HTTP/1.1~Host : a|400",
        "GET / HTTP/1.1~Host: a~ folded: b|400",
        "GET / HTTP/1.1~Host: a~: b|400",
        "GET / HTTP/1.1~Host: a~b|400",
        "GET / HTTP/1.1~Host: a~B: c\u0000d|400",
        "GET / HTTP/1.1~Host: a~B: c^d: e|400",
        "GET / HTTP/1.1~Host: a~B: c\rd|400",
        "GET /\u00e9 HTTP/1.1~Host: a|400",
        "POST / HTTP/1.1~Host: a~Content-Length: -1|400",
        "POST / HTTP/1.1~Host: a~Content-Length: +1|400",
        "POST / HTTP/1.1~Host: a~Content-Length: 1, 1|400",
        "POST / HTTP/1.1~Host: a~Content-Length: 0x1|400",
        "POST / HTTP/1.1~Host: a~Content-Length:|400",
        "POST / HTTP/1.1~Host: a~Content-Length: 99999999999999999999|400",
        "POST / HTTP/1.1~Host: a~Content-Length: 1~Content-Length: 1|400",
        "POST / HTTP/1.1~Host: a~Content-Length: 1~Transfer-Encoding: chunked|400",
        "POST / HTTP/1.1~Host: a~Transfer-Encoding: gzip, chunked|501",
        "POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked~Transfer-Encoding: chunked|400",
        "POST / HTTP/1.0~Host: a~Transfer-Encoding: chunked|400",
        "POST / HTTP/1.1~Host: a~Content-Length: 999999999999|413",
        "POST /small HTTP/1.1~Host: a~Content-Length: 101|413",
      })
  void head_thatCanBeReadInTwoWaysOrNone_isRefusedAndClosed(String lines, int status)
      throws Exception {
    try (Raw raw = new Raw(server.port())) {
      raw.send(lines.replace("~", "\r\n").replace("^", "\n") + "\r\n\r\n");
      Raw.Response response = raw.read(false);
      assertThat(response.status).as(response.text()).isEqualTo(status);
      assertThat(response.header("Connection")).isEqualTo("close");
      assertThat(raw.isClosed()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "g\r\n",
        "\r\n",
        ";\r\n",
        "-1\r\n",
        "0x1\r\n",
        "1\nab",
        "1\r\nab\r\n",
        "1\r\na\n0\r\n\r\n",
        "FFFFFFFFF\r\n",
        "0\r\na\n\r\n",
      })
  void brokenChunks_areRefused(String chunks) throws Exception {
    String head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    assertThat(Raw.ask(server.port(), head + chunks).status).isEqualTo(400);
  }

  @Test
  void chunksThatNeverEnd_areTooLarge() throws Exception {
    String head = "POST /small HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    assertThat(Raw.ask(server.port(), head + "1\r\na\r\n".repeat(101)).status).isEqualTo(413);
    assertThat(Raw.ask(server.port(), head + "FFFFFFFF\r\n" + "a".repeat(200)).status)
        .isEqualTo(413);
  }

  @Test
  void headThatNeverEnds_isRefused() throws Exception {
    String start = "GET / HTTP/1.1\r\nHost: a\r\n";
    assertThat(Raw.ask(server.port(), start + "A: " + "b".repeat(20_000)).status).isEqualTo(431);
    assertThat(Raw.ask(server.port(), start + "A: b\r\n".repeat(200) + "\r\n").status)
        .isEqualTo(431);
    assertThat(
            Raw.ask(server.port(), "GET /" + "a".repeat(9_000) + " HTTP/1.1\r\nHost: a\r\n\r\n")
                .status)
        .isEqualTo(414);
  }

  @Test
  void bodyShorterThanAnnounced_isNeverAnswered() throws Exception {
    try (Raw raw = new Raw(server.port())) {
      raw.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc");
      raw.socket.shutdownOutput();
      assertThat(raw.isClosed()).isTrue();
    }
  }

  @Test
  void clientThatHasNothingMoreToSay_isAnswered() throws Exception {
    try (Raw raw = new Raw(server.port())) {
      raw.send("GET /half HTTP/1.1\r\nHost: a\r\n\r\n");
      raw.socket.shutdownOutput();
      assertThat(raw.read(false).text()).isEqualTo("GET /half ");
      assertThat(raw.isClosed()).isTrue();
    }
  }

  @Test
  void clientThatStillSendsWhenItIsRefused_seesTheAnswer() throws Exception {
    try (Raw raw = new Raw(server.port())) {
      raw.send("POST /small HTTP/1.1\r\nHost: a\r\nContent-Length: 3000000\r\n\r\n");
      raw.send(new byte[3_000_000]);
      assertThat(raw.read(false).status).isEqualTo(413);
    }
  }

  @Test
  void serviceThatFails_isAStatus() throws Exception {
    Raw.Response response = Raw.ask(server.port(), "GET /fail HTTP/1.1\r\nHost: a\r\n\r\n");
    assertThat(response.status).isEqualTo(500);
    assertThat(response.text()).doesNotContain("as it was told to");
  }

  @Test
  void newConnection_takesThePlaceOfTheLongestSilentOne() throws Exception {
    List<Raw> silent = new ArrayList<>();
    try {
      for (int i = 0; i < 3 * MAX_CONNECTIONS; i++) {
        Raw raw = new Raw(server.port());
        if (i % 2 == 0) raw.send("GET / HT");
        silent.add(raw);
      }
      assertThat(Raw.ask(server.port(), "GET /new HTTP/1.1\r\nHost: a\r\n\r\n").text())
          .isEqualTo("GET /new ");
      assertThat(silent.get(0).isClosed()).isTrue();
      Raw last = silent.get(silent.size() - 1);
      assertThat(last.send("GET /last HTTP/1.1\r\nHost: a\r\n\r\n").read(false).text())
          .isEqualTo("GET /last ");
    } finally {
      for (Raw each : silent) each.close();
    }
  }

  @Test
  void whoIsLongInSending_makesRoomForWhoIsNot() throws Exception {
    List<Raw> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 7; i++) {
        Raw raw = new Raw(server.port());
        raw.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n");
        raw.send(new byte[90_000]);
        slow.add(raw);
      }
      // all of it has come in: from now on they are what makes no progress
      await().until(() -> budget.left() <= BUDGET - 7 * 90_000);
      byte[] body = new byte[500_000];
      Raw.Response response = Raw.ask(server.port(), "POST /whole HTTP/1.1", body);
      assertThat(response.status).isEqualTo(200);
      assertThat(response.body).hasSizeGreaterThan(500_000);
      // of one of them at least, whichever was read first; what the answer took while it was
      // written is given back after its last byte has gone
      await().until(() -> budget.left() > BUDGET - 7 * 90_000);
    } finally {
      for (Raw each : slow) each.close();
    }
  }

  @Test
  void bodyThatNeedsMoreThanThereIs_isTooLarge() throws Exception {
    assertThat(Raw.ask(server.port(), "POST / HTTP/1.1", new byte[1_500_000]).status)
        .isEqualTo(413);
  }

  @Test
  void answersThatNobodyFetches_areBounded() throws Exception {
    List<Raw> lazy = new ArrayList<>();
    try {
      for (int i = 0; i < 5; i++) {
        Raw raw = new Raw(server.port());
        raw.send("GET /huge HTTP/1.1\r\nHost: a\r\n\r\n");
        lazy.add(raw);
      }
      // each is more than the budget: cut off, rather than kept for whoever does not read
      await().until(() -> huge.get() == 5 && server.connections() == 0);
      for (Raw each : lazy) {
        long count =
            each.socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
        assertThat(count).isLessThan(HUGE.length);
      }
      assertThat(Raw.ask(server.port(), "GET /large HTTP/1.1\r\nHost: a\r\n\r\n").body)
          .hasSize(400_000);
    } finally {
      for (Raw each : lazy) each.close();
    }
  }

  @Test
  void intakeThatIsStuck_leavesThePageAlone() throws Exception {
    List<Raw> stuck = new ArrayList<>();
    try {
      for (int i = 0; i < 20; i++) {
        stuck.add(new Raw(server.port()).send("GET /hold HTTP/1.1\r\nHost: a\r\n\r\n"));
      }
      assertThat(Raw.ask(server.port(), "GET /page HTTP/1.1\r\nHost: a\r\n\r\n").text())
          .isEqualTo("GET /page ");
      held.countDown();
      for (Raw each : stuck) assertThat(each.read(false).text()).isEqualTo("GET /hold ");
    } finally {
      for (Raw each : stuck) each.close();
    }
  }
}
