// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.sentry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.enrich.scrub.Scrubber;
import dev.faultline.agent.export.Contexts;
import dev.faultline.agent.export.EpochClock;
import dev.faultline.agent.export.ExportContext;
import dev.faultline.agent.export.Gzip;
import dev.faultline.agent.export.Losses;
import dev.faultline.agent.export.Outcome;
import dev.faultline.agent.export.Payload;
import dev.faultline.agent.export.Signal;
import dev.faultline.agent.transport.Answer;
import dev.faultline.agent.transport.Transport;
import io.sentry.SentryEnvelopeItem;
import io.sentry.SentryItemType;
import io.sentry.clientreport.ClientReport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How envelopes are delivered, and what becomes of them. */
class SentryExporterTest {
  private static final String DSN = "https://k3y:s3cret@sentry.example:9000/on/42";
  private static final Answer OK = new Answer(200, null, new byte[0]);

  private final Fake transport = new Fake();
  private final SentryExporter exporter = exporter(Map.of());
  private long now = Contexts.START;

  @Test
  void target_hasNoKey() {
    assertThat(exporter.target()).isEqualTo("https://sentry.example:9000/on/42");
  }

  @Test
  void signals_haveSpansOnlyWhereTheRateSaysSo() {
    assertThat(exporter.signals()).containsExactly(Signal.FAULTS);
    assertThat(exporter(Map.of("sentry.traces-sample-rate", "0.1")).signals())
        .containsExactlyInAnyOrder(Signal.FAULTS, Signal.SPANS);
  }

  @Test
  void envelope_isSentWithItsTime() throws IOException {
    assertThat(exporter.deliver(event()).kind).isEqualTo(Outcome.Kind.DONE);

    Post post = transport.posts.get(0);
    assertThat(post.path).isEqualTo("/api/42/envelope/");
    assertThat(post.contentType).isEqualTo("application/x-sentry-envelope");
    assertThat(post.encoding).isNull();
    assertThat(Sentry.envelope(post.body).getHeader().getSentAt().getTime())
        .isEqualTo(Contexts.EPOCH_MILLIS);
    assertThat(new String(post.body, StandardCharsets.UTF_8)).containsOnlyOnce("sent_at");
    assertThat(Sentry.event(post.body).getExceptions()).hasSize(1);
  }

  @Test
  void compressed_staysSo() throws IOException {
    Payload plain = event();
    exporter.deliver(plain.compress(new Gzip(1)));

    Post post = transport.posts.get(0);
    assertThat(post.encoding).isEqualTo("gzip");
    assertThat(post.body.length).isLessThan(plain.size());
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(post.body))) {
      assertThat(Sentry.items(in.readAllBytes())).hasSize(1);
    }
  }

  @Test
  void refused_isDroppedWhateverTheStatusAndNeverSentAgain() throws IOException {
    for (int status : new int[] {301, 400, 401, 403, 404, 413, 500, 502, 503, 504}) {
      transport.answer = new Answer(status, "1", new byte[0]);
      Outcome outcome = exporter.deliver(event());
      assertThat(outcome.kind).as("%s", status).isEqualTo(Outcome.Kind.DROPPED);
      assertThat(outcome.reason).isEqualTo("send_error");
      assertThat(outcome.detail).contains("status " + status);
    }
  }

  @Test
  void refusal_isToldInSentrysWordsWithoutTheKey() throws IOException {
    transport.answer =
        new Answer(403, new byte[0], Map.of("X-Sentry-Error", "bad key k3y\nfor project"));

    assertThat(exporter.deliver(event()).detail)
        .isEqualTo(
            "https://sentry.example:9000/on/42 answered with status 403:"
                + " bad key *** for project");
  }

  @Test
  void tooMany_isDroppedAndWhatFollowsIsNotEvenSent() throws IOException {
    transport.answer = new Answer(429, "10", new byte[0]);
    assertThat(exporter.deliver(event()).reason).isEqualTo("http_429");
    transport.answer = OK;

    assertThat(exporter.deliver(event()).reason).isEqualTo("ratelimit_backoff");
    assertThat(transport.posts).hasSize(1);

    now += TimeUnit.SECONDS.toNanos(10);
    assertThat(exporter.deliver(event()).kind).isEqualTo(Outcome.Kind.DONE);
    assertThat(transport.posts).hasSize(2);
  }

  @Test
  void noAnswer_isForTheSenderToTryAgain() {
    transport.failure = new IOException("reset");

    assertThatThrownBy(() -> exporter.deliver(event())).hasMessage("reset");
  }

  @Test
  void dropped_isReportedWithTheNextEnvelope() throws IOException {
    exporter.dropped(Signal.FAULTS, 2, "queue_full");
    exporter.dropped(Signal.FAULTS, 1, "ratelimit_backoff");
    exporter.dropped(Signal.FAULTS, 1, "http_429"); // Sentry knows
    exporter.dropped(Signal.SPANS, 7, "send_error");
    exporter.deliver(event());
    exporter.deliver(event());

    assertThat(counts(transport.posts.get(0)))
        .containsExactlyInAnyOrder(
            "queue_overflow error 2",
            "ratelimit_backoff error 1",
            "send_error transaction 1",
            "send_error span 7");
    assertThat(Sentry.items(transport.posts.get(1).body)).hasSize(1);
  }

  @Test
  void report_thatDidNotArriveGoesWithTheOneAfter() throws IOException {
    exporter.dropped(Signal.FAULTS, 2, "queue_full");
    transport.answer = new Answer(500, null, new byte[0]);
    exporter.deliver(event());
    transport.failure = new IOException("reset");
    assertThatThrownBy(() -> exporter.deliver(event())).isInstanceOf(IOException.class);
    transport.failure = null;
    transport.answer = OK;
    exporter.dropped(Signal.FAULTS, 1, "queue_full");
    exporter.deliver(event());

    assertThat(counts(transport.posts.get(transport.posts.size() - 1)))
        .containsExactly("queue_overflow error 3");
  }

  @Test
  void report_goesAloneWhileAllIsLimited() throws IOException {
    transport.answer = new Answer(429, "600", new byte[0]);
    exporter.deliver(event());
    exporter.dropped(Signal.FAULTS, 5, "ratelimit_backoff");
    transport.answer = OK;
    now += TimeUnit.SECONDS.toNanos(61);
    exporter.deliver(event());
    exporter.deliver(event());

    assertThat(transport.posts).hasSize(2);
    assertThat(Sentry.envelope(transport.posts.get(1).body).getHeader().getEventId()).isNull();
    assertThat(counts(transport.posts.get(1))).containsExactly("ratelimit_backoff error 5");
  }

  @Test
  void close_reportsWhatIsLeftWhereSentryAnswers() throws IOException {
    exporter.deliver(event());
    exporter.dropped(Signal.FAULTS, 1, "too_large");
    exporter.close();

    assertThat(counts(transport.posts.get(1))).containsExactly("buffer_overflow error 1");
  }

  @Test
  void close_doesNotCallWhereNobodyAnswers() {
    exporter.dropped(Signal.FAULTS, 1, "retries_exhausted");
    exporter.close();

    assertThat(transport.posts).isEmpty();
  }

  private static List<String> counts(Post post) {
    List<String> counts = new ArrayList<>();
    for (SentryEnvelopeItem item : Sentry.items(post.body)) {
      if (item.getHeader().getType() != SentryItemType.ClientReport) continue;
      ClientReport report = report(item);
      assertThat(report.getTimestamp().getTime()).isEqualTo(Contexts.EPOCH_MILLIS);
      assertThat(report.getUnknown()).isNull();
      report
          .getDiscardedEvents()
          .forEach(
              each ->
                  counts.add(
                      each.getReason() + " " + each.getCategory() + " " + each.getQuantity()));
    }
    return counts;
  }

  private static ClientReport report(SentryEnvelopeItem item) {
    try {
      assertThat(item.getData().length).isLessThan(4 << 10);
      return item.getClientReport(Sentry.SERIALIZER);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private Payload event() {
    exporter.encoder().add(Shop.storm(1).faults.get(0));
    return exporter.encoder().take(Signal.FAULTS);
  }

  private SentryExporter exporter(Map<String, String> settings) {
    Map<String, String> all = new java.util.HashMap<>(settings);
    all.put("sentry.dsn", DSN);
    AgentConfig config = AgentConfig.of(all);
    SentryExporter made =
        new SentryExporter(
            config, config.sentry().dsn(), transport, transport, () -> Contexts.EPOCH_MILLIS);
    Losses none = (signal, count, reason) -> {};
    made.open(
        new ExportContext(
            Map.of("service.name", "shop"),
            "0.1.0",
            Scrubber.of(AgentConfig.of(Map.of())),
            new EpochClock(() -> Contexts.EPOCH_MILLIS, () -> Contexts.START),
            () -> now,
            none,
            key -> null));
    return made;
  }

  private record Post(String path, String contentType, @Nullable String encoding, byte[] body) {}

  private static final class Fake implements Transport {
    final List<Post> posts = new ArrayList<>();
    Answer answer = OK;
    @Nullable IOException failure;

    @Override
    public Answer post(String path, String contentType, @Nullable String encoding, byte[] body)
        throws IOException {
      if (failure != null) throw failure;
      posts.add(new Post(path, contentType, encoding, body));
      return answer;
    }

    @Override
    public void abort() {}

    @Override
    public String endpoint() {
      return "fake";
    }
  }
}
