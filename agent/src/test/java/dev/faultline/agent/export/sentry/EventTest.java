// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.enrich.Fault;
import dev.faultline.agent.export.Contexts;
import dev.faultline.agent.export.Losses;
import dev.faultline.agent.export.Payload;
import dev.faultline.agent.export.Signal;
import io.sentry.SentryEvent;
import io.sentry.SentryLevel;
import io.sentry.protocol.SentryException;
import io.sentry.protocol.SentryStackFrame;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of a fault: held by Sentry's schema, and read by Sentry's own client. */
class EventTest {
  private final SentryEncoder encoder = encoder(false);

  @Test
  void faultOfARequest_isReadBySentrysClient() {
    Fault fault = Shop.refusedInsert().faults.get(0);

    SentryEvent event = Sentry.event(encode(fault));

    assertThat(event.getEventId().toString()).isEqualTo(fault.id);
    assertThat(event.getLevel()).isEqualTo(SentryLevel.ERROR);
    assertThat(event.getPlatform()).isEqualTo("java");
    assertThat(event.getTransaction()).isEqualTo("POST /orders/{id}");
    assertThat(event.getTimestamp().getTime()).isEqualTo(Contexts.EPOCH_MILLIS + 4);
    assertThat(event.getFingerprints()).containsExactly("{{ default }}");
    assertThat(event.getTag("faultline.fingerprint")).isEqualTo(fault.fingerprint);
    assertThat(event.getTag("faultline.sql.category")).isEqualTo("IntegrityError");
    assertThat(event.getTag("faultline.state")).isEqualTo("escaped");
    assertThat(event.getTag("service.name")).isEqualTo("shop");
    assertThat(event.getRequest().getUrl()).isEqualTo("https://shop.example/orders/17");
    assertThat(event.getRequest().getMethod()).isEqualTo("POST");
    assertThat(event.getRequest().getQueryString()).doesNotContain("hunter2");
    assertThat(event.getRequest().getData().toString()).doesNotContain("t0psecret");
    assertThat(event.getRequest().getHeaders()).containsEntry("x-request-id", "r-1");
    assertThat(event.getUser().getUsername()).isEqualTo("ada");
    assertThat(event.getUser().getIpAddress()).isNull();
    assertThat(event.getContexts().getTrace().getTraceId().toString()).isEqualTo(Shop.TRACE_ID);
    assertThat(event.getBreadcrumbs()).extracting("category").contains("db.query", "shop.Stock");
    assertThat(event.getBreadcrumbs()).isSortedAccordingTo((a, b) -> a.compareTo(b));
    assertThat(event.getSdk().getName()).isEqualTo("faultline.java");
  }

  @Test
  void exceptions_haveTheRootCauseFirstAndTheCallerFirst() {
    SentryEvent event = Sentry.event(encode(Shop.refusedInsert().faults.get(0)));

    List<SentryException> all = event.getExceptions();
    SentryException outermost = all.get(all.size() - 1);
    assertThat(outermost.getType()).isEqualTo("IllegalStateException");
    assertThat(outermost.getModule()).isEqualTo("java.lang");
    assertThat(outermost.getMechanism().getType()).isEqualTo("servlet");
    assertThat(outermost.getMechanism().isHandled()).isFalse();
    assertThat(outermost.getMechanism().getExceptionId()).isZero();
    assertThat(all)
        .extracting(each -> each.getType() + " " + each.getMechanism().getType())
        .containsExactly(
            "IllegalArgumentException suppressed",
            "SQLException chained",
            "IllegalStateException servlet");
    SentryException cause = all.get(1);
    assertThat(cause.getMechanism().getParentId()).isZero();
    assertThat(cause.getValue()).doesNotContain("a@b.example");
    // with the frame that both stacks have at their end
    assertThat(cause.getStacktrace().getFrames())
        .extracting(SentryStackFrame::getModule)
        .containsExactly("web.Server", "shop.Orders", "org.postgresql.Driver");
    assertThat(cause.getStacktrace().getFrames())
        .extracting(SentryStackFrame::isInApp)
        .containsExactly(true, true, false);
  }

  @Test
  void stackless_hasNoStacktraceAtAll() {
    IllegalStateException error = new IllegalStateException("no stack");
    error.setStackTrace(new StackTraceElement[0]);

    SentryEvent event = Sentry.event(encode(Shop.failedTask(error).faults.get(0)));

    assertThat(event.getExceptions()).hasSize(1);
    assertThat(event.getExceptions().get(0).getStacktrace()).isNull();
    assertThat(event.getTag("faultline.stackless")).isEqualTo("true");
    assertThat(event.getTransaction()).isEqualTo("shop.Mail$$Lambda");
  }

  @Test
  void count_isAnEventOfTheSameStackWithTheNumberAsATag() {
    List<Fault> faults = Shop.storm(12).faults;
    Fault counting = faults.get(faults.size() - 1);
    assertThat(counting.stack).isNull();
    for (Fault each : faults) encoder.add(each);

    SentryEvent first = Sentry.event(encoder.take(Signal.FAULTS).body);
    SentryEvent last = null;
    for (Payload each = take(); each != null; each = take()) last = Sentry.event(each.body);

    assertThat(frames(last)).isEqualTo(frames(first)).isNotEmpty();
    assertThat(last.getFingerprints()).containsExactly("{{ default }}");
    assertThat(last.getTag("faultline.count")).isEqualTo(String.valueOf(counting.count));
    assertThat(last.getTag("faultline.count_only")).isEqualTo("true");
  }

  @Test
  void count_whoseStackIsForgottenIsAGroupOfItsOwn() {
    List<Fault> faults = Shop.storm(12).faults;
    Fault counting = faults.get(faults.size() - 1);

    SentryEvent event = Sentry.event(encode(counting));

    assertThat(event.getFingerprints()).containsExactly("{{ default }}", counting.fingerprint);
    assertThat(event.getExceptions().get(0).getType()).isEqualTo("IllegalStateException");
  }

  @Test
  void clientAddress_isSentWhereTheSettingSaysSo() {
    SentryEncoder open = encoder(true);
    open.add(Shop.refusedInsert().faults.get(0));

    SentryEvent event = Sentry.event(open.take(Signal.FAULTS).body);

    assertThat(event.getUser().getIpAddress()).isEqualTo("192.0.2.7");
    assertThat(event.getRequest().getEnvs()).containsEntry("REMOTE_ADDR", "192.0.2.7");
  }

  @Test
  void envelopes_holdOneEventEach() {
    for (Fault each : Shop.storm(3).faults) encoder.add(each);

    assertThat(encoder.records(Signal.FAULTS)).isEqualTo(3);
    for (int i = 0; i < 3; i++) {
      Payload payload = encoder.take(Signal.FAULTS);
      assertThat(payload.records()).isEqualTo(1);
      assertThat(Sentry.items(payload.body)).hasSize(1);
    }
    assertThat(encoder.take(Signal.FAULTS)).isNull();
    assertThat(encoder.records(Signal.FAULTS)).isZero();
    assertThat(encoder.bytes(Signal.FAULTS)).isZero();
  }

  @Test
  void hugeFault_isCutBelowTheLimit() throws IOException {
    Throwable error = new IllegalStateException("x".repeat(20_000));
    for (int i = 0; i < 60; i++) error = new IllegalStateException("\u20ac".repeat(9_000), error);
    Throwable deep = error;
    while (deep != null) {
      Object[] frames = new Object[3 * 1_500];
      for (int i = 0; i < 1_500; i++) {
        frames[3 * i] = "shop." + "very.long.package.".repeat(10) + "Type" + (i % 7);
        frames[3 * i + 1] = "method" + i;
        frames[3 * i + 2] = i;
      }
      deep.setStackTrace(Shop.stack(frames));
      deep = deep.getCause();
    }

    byte[] envelope = encode(Shop.failedTask(error).faults.get(0));

    assertThat(envelope.length).isLessThan(1 << 20);
    assertThat(Sentry.event(envelope).getExceptions()).hasSizeGreaterThan(1);
    assertThat(Sentry.validate("{\"level\": \"error\", \"nonsense\": 1}")).isNotEmpty();
  }

  private byte[] encode(Fault fault) {
    encoder.add(fault);
    return encoder.take(Signal.FAULTS).body;
  }

  private Payload take() {
    return encoder.take(Signal.FAULTS);
  }

  private static List<String> frames(SentryEvent event) {
    return event.getExceptions().get(0).getStacktrace().getFrames().stream()
        .map(each -> each.getModule() + "." + each.getFunction() + ":" + each.getLineno())
        .toList();
  }

  static SentryEncoder encoder(boolean clientAddress) {
    Losses none =
        (signal, count, reason) -> {
          throw new AssertionError(count + " " + signal.label + " " + reason);
        };
    return new SentryEncoder(Contexts.fixed(none), 1, clientAddress, new ClientReports());
  }
}
