// SPDX-License-Identifier: Apache-2.0
package dev.faultline.exporters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.App;
import dev.faultline.harness.Run;
import io.sentry.SentryEvent;
import io.sentry.protocol.SentryException;
import io.sentry.protocol.SentryTransaction;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sentry: every envelope is read by its own client, and all answers are taken by its rules. */
class SentryIT {
  private static final int REQUESTS = 30;
  private static final int FAULTS = 3;

  private SentryDouble sentry;

  @BeforeEach
  void start() throws IOException {
    sentry = SentryDouble.start();
  }

  @AfterEach
  void stop() {
    sentry.close();
  }

  @Test
  void faultsAndTraces_arriveAsEventsAndTransactions() {
    Run run = shop().set("faultline.sentry.traces-sample-rate", "1").run();

    assertThat(run.accounts().get("faults").delivered()).isEqualTo(FAULTS);
    assertThat(run.accounts().get("spans").delivered())
        .isEqualTo(run.accounts().get("spans").recorded())
        .isPositive();
    assertThat(sentry.events()).hasSize(FAULTS).allSatisfy(SentryIT::isRefusedInsert);
    assertThat(sentry.transactions())
        .filteredOn(each -> "http.server".equals(operation(each)))
        .hasSize(REQUESTS)
        .allSatisfy(each -> assertThat(each.getTransaction()).isEqualTo("GET /orders/*"));
    Set<String> traces = new HashSet<>();
    sentry.transactions().forEach(each -> traces.add(traceId(each)));
    for (SentryEvent event : sentry.events()) {
      assertThat(traces).contains(event.getContexts().getTrace().getTraceId().toString());
    }
    long spans = 0;
    for (SentryTransaction each : sentry.transactions()) spans += 1 + each.getSpans().size();
    assertThat(spans).isGreaterThanOrEqualTo(run.accounts().get("spans").delivered());
    assertThat(sentry.discarded()).isEmpty();
    assertHealthy(run);
  }

  @Test
  void compressed_arrivesAsWell() {
    assertHealthy(shop().set("faultline.compression", "gzip").run());

    assertThat(sentry.events()).hasSize(FAULTS).allSatisfy(SentryIT::isRefusedInsert);
    assertThat(sentry.transactions()).isEmpty();
  }

  @Test
  void sampledOut_isCountedHereAndThere() {
    Run run = shop().set("faultline.sentry.traces-sample-rate", "0.5").run();

    long taken =
        sentry.transactions().stream()
            .filter(each -> "http.server".equals(operation(each)))
            .count();
    assertThat(taken).isLessThan(REQUESTS); // ids are fixed: so is what becomes of them
    assertThat(sentry.events()).hasSize(FAULTS);
    assertThat(sentry.discarded()).anyMatch(each -> each.startsWith("sample_rate transaction "));
    assertThat(run.err()).contains("(sampled ");
    assertHealthy(run);
  }

  @Test
  void limitWithAnAnswerOf200_isKept() {
    sentry.answer(200, "X-Sentry-Rate-Limits", "60:replay:key, 60:error;default:organization");
    Run run = shop().set("faultline.sentry.traces-sample-rate", "1").run();

    assertThat(sentry.attempts()).hasSize(1);
    assertThat(sentry.events()).hasSize(1);
    assertThat(sentry.transactions()).hasSizeGreaterThanOrEqualTo(REQUESTS);
    assertThat(sum("ratelimit_backoff error")).isEqualTo(2);
    assertThat(run.err()).contains("dropped (ratelimit_backoff 2)");
    assertHealthy(run);
  }

  @Test
  void tooMany_stopsAll() {
    sentry.answer(429);
    Run run = shop().run();

    assertThat(sentry.attempts()).hasSize(1);
    assertThat(run.err()).contains("dropped (http_429 1, ratelimit_backoff 2)");
    assertThat(sum("ratelimit_backoff error")).isEqualTo(2); // the other is Sentry's to count
    assertHealthy(run);
  }

  @Test
  void tooManyUntilNow_stopsNothing() {
    sentry.answer(429, "Retry-After", "0");
    Run run = shop().run();

    assertThat(sentry.attempts()).hasSize(FAULTS).doesNotHaveDuplicates();
    assertThat(sentry.events()).hasSize(FAULTS - 1);
    assertThat(run.err()).contains("dropped (http_429 1)");
    assertThat(sentry.discarded()).isEmpty();
    assertHealthy(run);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 413, 500})
  void refused_isNeverSentAgain(int status) {
    sentry.answer(status, "X-Sentry-Error", "not today", "Retry-After", "1");
    Run run = shop().run();

    assertThat(sentry.attempts()).hasSize(FAULTS).doesNotHaveDuplicates();
    assertThat(sentry.events()).hasSize(FAULTS - 1);
    assertThat(run.err())
        .contains("dropped (send_error 1)")
        .contains("answered with status " + status + ": not today")
        .doesNotContain("s3cret")
        .doesNotContain("k3y");
    assertThat(sum("send_error error")).isEqualTo(1);
    assertHealthy(run);
  }

  @Test
  void brokenConnection_costsNothing() {
    sentry.answer(SentryDouble.RESET);
    Run run = shop().args("5000").run(); // so long it stays, and it is tried again after a second

    assertThat(sentry.attempts()).hasSize(FAULTS + 1);
    assertThat(new HashSet<>(sentry.attempts())).hasSize(FAULTS);
    assertThat(sentry.events()).hasSize(FAULTS);
    assertThat(run.accounts().get("faults").delivered()).isEqualTo(FAULTS);
    assertHealthy(run);
  }

  @Test
  void withoutDsn_itIsOffAndSaysSo() {
    Run run =
        App.of(Shop.class)
            .args("" + REQUESTS)
            .expectAnyErr()
            .set("faultline.exporters", "sentry")
            .run();

    assertThat(run.out()).contains("served 30, failed 3");
    assertThat(run.agentErr())
        .contains("[faultline] INFO The exporter sentry is off: faultline.sentry.dsn is not set");
  }

  private App shop() {
    return App.of(Shop.class)
        .args(Integer.toString(REQUESTS))
        .expectAnyErr()
        .expectErr("\\[faultline] WARN (Dropped|Cannot deliver) .*")
        .set("faultline.exporters", "sentry")
        .set("faultline.release", "shop@1.2.3")
        .set("faultline.environment", "test")
        .environment("SENTRY_DSN", sentry.dsn());
  }

  private void assertHealthy(Run run) {
    assertThat(sentry.problems()).isEmpty();
    assertThat(run.out()).contains("served 30, failed 3");
    assertThat(run.accounts())
        .isNotEmpty()
        .allSatisfy((kind, each) -> assertThat(each.addsUp()).isTrue());
    assertThat(run.accounts()).allSatisfy((kind, each) -> assertThat(each.pending()).isZero());
  }

  private long sum(String reasonAndCategory) {
    return sentry.discarded().stream()
        .filter(each -> each.startsWith(reasonAndCategory + " "))
        .mapToLong(each -> Long.parseLong(each.substring(reasonAndCategory.length() + 1)))
        .sum();
  }

  private static void isRefusedInsert(SentryEvent event) {
    SentryException outermost = event.getExceptions().get(event.getExceptions().size() - 1);
    assertThat(outermost.getType()).isEqualTo("ServletException");
    assertThat(outermost.getModule()).isEqualTo("javax.servlet");
    SentryException root = event.getExceptions().get(0);
    assertThat(root.getType()).isEqualTo("JdbcSQLIntegrityConstraintViolationException");
    assertThat(root.getModule()).isEqualTo("org.h2.jdbc");
    assertThat(root.getStacktrace().getFrames())
        .anySatisfy(
            frame -> {
              assertThat(frame.getModule()).isEqualTo("dev.faultline.exporters.Orders");
              assertThat(frame.isInApp()).isTrue();
            });
    assertThat(root.getStacktrace().getFrames().get(0).getModule()).isEqualTo("java.lang.Thread");
    assertThat(event.getTag("faultline.sql.category")).isEqualTo("IntegrityError");
    assertThat(event.getRelease()).isEqualTo("shop@1.2.3");
    assertThat(event.getEnvironment()).isEqualTo("test");
    assertThat(event.getRequest().getQueryString()).contains("page=2").doesNotContain("s3cr3t");
    assertThat(event.getTransaction()).isEqualTo("GET /orders/*");
    assertThat(event.getContexts().getRuntime().getName()).isNotEmpty();
    assertThat(event.getContexts().getOperatingSystem().getName()).isNotEmpty();
  }

  private static String operation(SentryTransaction transaction) {
    return transaction.getContexts().getTrace().getOperation();
  }

  private static String traceId(SentryTransaction transaction) {
    return transaction.getContexts().getTrace().getTraceId().toString();
  }
}
