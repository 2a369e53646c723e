// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.enrich.Scrubber;
import dev.faultline.agent.export.EpochClock;
import dev.faultline.agent.export.Exporter;
import dev.faultline.agent.export.Payload;
import dev.faultline.agent.export.Signal;
import dev.faultline.agent.export.otlp.OtlpExporter;
import dev.faultline.agent.transport.Answer;
import dev.faultline.agent.transport.Backoff;
import dev.faultline.agent.transport.Transport;
import dev.faultline.bootstrap.lane.Lane;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SenderTest {
  private long nanos = 1;
  private final Account account = new Account(new Lane<>(1), new Lane<>(1));
  private final Backlog backlog = new Backlog(1 << 20, account, () -> nanos);
  private final ScriptedTransport transport = new ScriptedTransport();
  private final Exporter exporter =
      new OtlpExporter(
          Map.of(),
          "1",
          new Scrubber(List.of()),
          null,
          new EpochClock(() -> 0, () -> nanos),
          () -> nanos);
  private final Sender sender =
      new Sender(backlog, transport, exporter, new Backoff(() -> 0.5), () -> 0L, () -> nanos);

  @Test
  void success_isDelivered() throws Exception {
    add(Signal.SPANS, 3);
    sendOne(status(200));
    assertTally(Signal.SPANS, "spans: 3 recorded = 3 delivered + 0 dropped + 0 pending");
    assertThat(backlog.bytes()).isZero();
  }

  @Test
  void partialSuccess_isCountedAndNotRetried() throws Exception {
    add(Signal.SPANS, 5);
    sendOne(
        answer(200, "{\"partialSuccess\":{\"rejectedSpans\":\"2\",\"errorMessage\":\"too old\"}}"));
    assertTally(
        Signal.SPANS, "spans: 5 recorded = 3 delivered + 2 dropped (rejected 2) + 0 pending");
    assertThat(account.detail("spans", Account.REJECTED)).isEqualTo("too old");
    assertThat(account.detail("faults", Account.REJECTED)).isNull();
  }

  @Test
  void finalStatuses_areDroppedUnderTheirNumber() throws Exception {
    for (int status : new int[] {400, 401, 404, 500, 301}) {
      add(Signal.FAULTS, 1);
      sendOne(status(status));
    }
    assertTally(
        Signal.FAULTS,
        "faults: 5 recorded = 0 delivered + 5 dropped (http_301 1, http_400 1, http_401 1,"
            + " http_404 1, http_500 1) + 0 pending");
  }

  @Test
  void retryableStatus_isTriedAgainAfterADelayAndThenDelivered() throws Exception {
    add(Signal.SPANS, 1);
    sendOne(status(503));
    assertTally(Signal.SPANS, "spans: 1 recorded = 0 delivered + 0 dropped + 1 pending");
    assertThat(backlog.poll()).isNull();
    nanos += TimeUnit.MILLISECONDS.toNanos(999);
    assertThat(backlog.poll()).isNull();
    nanos += TimeUnit.MILLISECONDS.toNanos(1);
    sendOne(status(200));
    assertTally(Signal.SPANS, "spans: 1 recorded = 1 delivered + 0 dropped + 0 pending");
  }

  @Test
  void retryAfter_isHonoured() throws Exception {
    add(Signal.SPANS, 1);
    sendOne(new Answer(429, "7", new byte[0]));
    nanos += TimeUnit.SECONDS.toNanos(7) - 1;
    assertThat(backlog.poll()).isNull();
    nanos += 1;
    assertThat(backlog.poll()).isNotNull();
  }

  @Test
  void lostConnection_isGivenUpAfterFiveAttemptsForTimings() throws Exception {
    add(Signal.SPANS, 2);
    for (int i = 0; i < Sender.MAX_ATTEMPTS; i++) {
      sendOne(null);
      nanos += TimeUnit.MINUTES.toNanos(1);
    }
    assertTally(
        Signal.SPANS,
        "spans: 2 recorded = 0 delivered + 2 dropped (retries_exhausted 2) + 0 pending");
  }

  @Test
  void lostConnection_isBorneLongerForFaults() throws Exception {
    add(Signal.FAULTS, 1);
    for (int i = 0; i < Sender.MAX_FAULT_ATTEMPTS - 1; i++) {
      sendOne(null);
      nanos += TimeUnit.MINUTES.toNanos(1);
    }
    sendOne(status(200));
    assertTally(Signal.FAULTS, "faults: 1 recorded = 1 delivered + 0 dropped + 0 pending");
  }

  @Test
  void failureOfOneSignal_doesNotHoldUpAnother() throws Exception {
    add(Signal.FAULTS, 1);
    add(Signal.SPANS, 1);
    sendOne(status(503));
    sendOne(status(200));
    assertTally(Signal.FAULTS, "faults: 1 recorded = 0 delivered + 0 dropped + 1 pending");
    assertTally(Signal.SPANS, "spans: 1 recorded = 1 delivered + 0 dropped + 0 pending");
  }

  @Test
  void tooLarge_isHalvedUntilItFits() throws Exception {
    add(Signal.SPANS, 5);
    transport.maxBytes = 30; // two records of six bytes with what goes around them
    for (Parcel parcel = backlog.poll(); parcel != null; parcel = backlog.poll()) {
      sender.deliver(parcel);
    }
    assertTally(Signal.SPANS, "spans: 5 recorded = 5 delivered + 0 dropped + 0 pending");
    assertThat(String.join("", transport.taken).replaceAll("[^0-9]", "")).isEqualTo("01234");
    assertThat(backlog.bytes()).isZero();
  }

  @Test
  void tooLarge_isDroppedWhenItCannotBeHalved() throws Exception {
    add(Signal.SPANS, 1);
    sendOne(status(413));
    assertTally(
        Signal.SPANS, "spans: 1 recorded = 0 delivered + 1 dropped (too_large 1) + 0 pending");
  }

  @Test
  void closedBacklog_triesEachOnceWithoutDelay() throws Exception {
    add(Signal.FAULTS, 1);
    sendOne(status(503));
    backlog.close();
    sendOne(status(503));
    assertTally(
        Signal.FAULTS, "faults: 1 recorded = 0 delivered + 1 dropped (shutdown 1) + 0 pending");
    assertThat(backlog.take()).isNull();
  }

  private void assertTally(Signal signal, String expected) {
    assertThat(account.tally(signal)).hasToString(expected);
  }

  private void add(Signal signal, int records) {
    account.recorded(signal, records);
    backlog.add(payload(signal, records));
  }

  private void sendOne(@Nullable Answer answer) {
    transport.script.add(answer == null ? LOST : answer);
    Parcel parcel = backlog.poll();
    assertThat(parcel).isNotNull();
    sender.deliver(parcel);
  }

  static Payload payload(Signal signal, int records) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int[] ends = new int[records];
    int[] units = new int[records];
    body.writeBytes("<head:".getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < records; i++) {
      if (i > 0) body.write(',');
      body.writeBytes(("{rec" + i % 10 + "}").getBytes(StandardCharsets.UTF_8));
      ends[i] = body.size();
      units[i] = 1;
    }
    body.writeBytes(":tail>".getBytes(StandardCharsets.UTF_8));
    return new Payload(signal, "/v1/x", "text/plain", body.toByteArray(), 6, ends, units);
  }

  private static Answer status(int status) {
    return answer(status, "");
  }

  private static Answer answer(int status, String body) {
    return new Answer(status, null, body.getBytes(StandardCharsets.UTF_8));
  }

  private static final Answer LOST = status(0);

  private static final class ScriptedTransport implements Transport {
    final Deque<Answer> script = new ArrayDeque<>();
    final List<String> taken = new ArrayList<>();
    int maxBytes = Integer.MAX_VALUE;

    @Override
    public Answer post(
        String path, String contentType, @Nullable String contentEncoding, byte[] body)
        throws IOException {
      if (body.length > maxBytes) return status(413);
      taken.add(new String(body, StandardCharsets.UTF_8));
      Answer answer = script.isEmpty() ? status(200) : script.poll();
      if (answer == LOST) throw new IOException("Connection refused");
      return answer;
    }

    @Override
    public void abort() {}

    @Override
    public String endpoint() {
      return "http://test";
    }
  }
}
