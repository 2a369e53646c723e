// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.sentry;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.config.SentryDsn;
import dev.faultline.agent.config.Version;
import dev.faultline.agent.export.Encoder;
import dev.faultline.agent.export.ExportContext;
import dev.faultline.agent.export.Exporter;
import dev.faultline.agent.export.Gzip;
import dev.faultline.agent.export.Outcome;
import dev.faultline.agent.export.Payload;
import dev.faultline.agent.export.Signal;
import dev.faultline.agent.transport.Answer;
import dev.faultline.agent.transport.HttpTransport;
import dev.faultline.agent.transport.Transport;
import java.io.IOException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sentry, or what else takes its envelopes. By its rules nothing that was answered is sent again,
 * whatever the answer; while a rate limit is in force, what it is for is dropped, not queued; and
 * what was dropped is told with the next envelope.
 */
public final class SentryExporter implements Exporter {
  private static final int GZIP_LEVEL = 1;

  /** While limits are in force, no envelope takes the counts along: they go on their own. */
  private static final long REPORT_NANOS = TimeUnit.MINUTES.toNanos(1);

  /** The last words must not hold up the exit. */
  private static final long LAST_REPORT_MILLIS = 300;

  private final AgentConfig config;
  private final SentryDsn dsn;
  private final Transport transport;
  private final Transport lastTransport;
  private final LongSupplier epochMillis;
  private final RateLimits limits = new RateLimits();
  private final ClientReports reports = new ClientReports();
  private final Gzip gzip = new Gzip(GZIP_LEVEL);
  private final Set<Signal> signals;
  private @Nullable Encoder encoder;
  private LongSupplier nanoTime = System::nanoTime;
  private long reportedAt = System.nanoTime();

  /** Whether the last exchange is over, and went well. */
  private volatile boolean reachable;

  /**
   * @param dsn the one that the settings have
   */
  public SentryExporter(AgentConfig config, SentryDsn dsn) {
    this(
        config,
        dsn,
        HttpTransport.of(config, dsn.base, auth(dsn)),
        HttpTransport.of(config, dsn.base, auth(dsn), LAST_REPORT_MILLIS),
        System::currentTimeMillis);
  }

  SentryExporter(
      AgentConfig config,
      SentryDsn dsn,
      Transport transport,
      Transport lastTransport,
      LongSupplier epochMillis) {
    this.config = config;
    this.dsn = dsn;
    this.transport = transport;
    this.lastTransport = lastTransport;
    this.epochMillis = epochMillis;
    boolean traces = config.sentry().tracesSampleRate() > 0;
    this.signals = traces ? EnumSet.of(Signal.FAULTS, Signal.SPANS) : EnumSet.of(Signal.FAULTS);
  }

  private static Map<String, String> auth(SentryDsn dsn) {
    StringBuilder auth = new StringBuilder("Sentry sentry_version=7,sentry_client=");
    auth.append(Common.SDK).append('/').append(Version.current());
    auth.append(",sentry_key=").append(dsn.publicKey);
    if (dsn.secretKey != null) auth.append(",sentry_secret=").append(dsn.secretKey);
    return Collections.singletonMap("X-Sentry-Auth", auth.toString());
  }

  @Override
  public String name() {
    return "sentry";
  }

  @Override
  public void open(ExportContext context) {
    nanoTime = context.nanoTime;
    reportedAt = nanoTime.getAsLong();
    double rate = config.sentry().tracesSampleRate();
    encoder = new SentryEncoder(context, rate, config.sentry().sendDefaultPii(), reports);
  }

  @Override
  public Set<Signal> signals() {
    return signals;
  }

  @Override
  public String target() {
    return dsn.shown();
  }

  /** What waits is compressed; on its way out it is unpacked once more, for the time and counts. */
  @Override
  public boolean takesGzip() {
    return true;
  }

  @Override
  public Encoder encoder() {
    if (encoder == null) throw new IllegalStateException("not open");
    return encoder;
  }

  @Override
  public Outcome deliver(Payload payload) throws IOException {
    long now = nanoTime.getAsLong();
    String category = payload.signal == Signal.SPANS ? RateLimits.TRANSACTION : RateLimits.ERROR;
    if (limits.remainingNanos(category, now) > 0) {
      if (now - reportedAt >= REPORT_NANOS) report(transport);
      return Outcome.dropped(ClientReports.BACKOFF, target() + " has limited the rate");
    }
    return judge(post(transport, payload));
  }

  private Answer post(Transport transport, @Nullable Payload payload) throws IOException {
    reachable = false;
    Map<String, Long> counts = reports.take();
    boolean arrived = false;
    try {
      byte[] report = ClientReports.json(counts, epochMillis.getAsLong());
      byte[] raw = payload == null ? null : payload.raw();
      byte[] body = Envelope.sent(raw, epochMillis.getAsLong(), report);
      boolean zip = payload != null && payload.contentEncoding != null;
      Answer answer =
          transport.post(
              "/api/" + dsn.project + "/envelope/",
              Envelope.CONTENT_TYPE,
              zip ? Gzip.ENCODING : null,
              zip ? gzip.compress(body) : body);
      limits.read(answer, epochMillis.getAsLong(), nanoTime.getAsLong());
      arrived = answer.isSuccess() || answer.status == 429; // a limit never is for the counts
      reachable = arrived;
      reportedAt = nanoTime.getAsLong();
      return answer;
    } finally {
      if (!arrived) reports.putBack(counts);
    }
  }

  private Outcome judge(Answer answer) {
    if (answer.isSuccess()) return Outcome.delivered();
    String error = answer.header("X-Sentry-Error");
    String said = target() + " answered with status " + answer.status;
    if (error != null) said += ": " + Words.tag(error.replace(dsn.publicKey, "***"));
    boolean limited = answer.status == 429;
    return Outcome.dropped(limited ? ClientReports.LIMITED : ClientReports.SEND_ERROR, said);
  }

  @Override
  public void dropped(Signal signal, long count, String reason) {
    reports.dropped(signal, count, reason);
  }

  @Override
  public void abort() {
    transport.abort();
  }

  /** The counts that no envelope took along go now, if that is likely to be quick. */
  @Override
  public void close() {
    if (reachable) report(lastTransport);
    gzip.close();
  }

  private void report(Transport transport) {
    Map<String, Long> counts = reports.take();
    if (counts == null) return;
    reports.putBack(counts);
    try {
      post(transport, null);
    } catch (IOException | RuntimeException e) {
      reportedAt = nanoTime.getAsLong(); // in a minute again
    }
  }
}
