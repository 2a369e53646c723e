// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every setting there is, in the order of the README: the general ones, and those of the topics
 * that have a class of their own. To add one: one expression, one accessor beside it or in {@link
 * AgentConfig}, and the README's table written anew (see ReadmeTest).
 */
final class Options {
  private static final OptionList OPTIONS = new OptionList();

  static final Option<Boolean> ENABLED =
      OPTIONS
          .option(Kinds.BOOLEAN, "enabled", "true")
          .says("`false` makes the agent inert: nothing is woven, recorded or sent.");

  static final Option<String> SERVICE =
      OPTIONS
          .option(Kinds.TEXT, "service", null, "derived from the main class or jar")
          .says("Name of the application.");

  static final Option<String> ENVIRONMENT =
      OPTIONS
          .option(Kinds.TEXT, "environment", null, "none")
          .says("Where it runs: `production`, `test`.");

  static final Option<String> RELEASE =
      OPTIONS.option(Kinds.TEXT, "release", null, "none").says("Version of the application.");

  static final Option<Map<String, String>> RESOURCE_ATTRIBUTES =
      OPTIONS
          .option(Plural.MAP, "resource.attributes", "")
          .says("More about the application, sent with every record.");

  static final Option<String> ENDPOINT =
      OPTIONS
          .option(Kinds.HTTP_ADDRESS, "endpoint", "http://localhost:4318")
          .says("Where records are sent: the base address of an OTLP/HTTP receiver.");

  static final Option<Map<String, String>> HEADERS =
      OPTIONS
          .option(Plural.MAP, "headers", "")
          .secret()
          .says("HTTP headers sent with every request to the endpoint, an API key for one.");

  static final Option<Duration> TIMEOUT =
      OPTIONS
          .option(Quantity.DURATION, "timeout", "10s")
          .between("1ms", "5m")
          .says("Longest time that one request to the endpoint may take.");

  static final Option<Compression> COMPRESSION =
      OPTIONS
          .option(Kinds.oneOf(Compression.values()), "compression", "auto")
          .says("How requests to the endpoint are compressed; `auto`: by gzip unless it is local.");

  static final Option<Double> SAMPLE_RATE =
      OPTIONS
          .option(Kinds.DECIMAL, "sample.rate", "1.0")
          .between("0", "1")
          .says("Share of ordinary traces to keep. Faults, failed and slow traces always are.");

  static final Option<Duration> SLOW_THRESHOLD =
      OPTIONS
          .option(Quantity.DURATION, "slow.threshold", "1s")
          .between("0", "24h")
          .says("A request, task or statement that takes this long is slow, and its trace kept.");

  static final Option<Integer> TRACE_MAX_SPANS =
      OPTIONS
          .option(Kinds.INTEGER, "trace.max-spans", "500")
          .between("1", "100000")
          .says("Most spans of one trace that are recorded; further ones are counted.");

  static final Option<Integer> BATCH_MAX_RECORDS =
      OPTIONS
          .option(Kinds.INTEGER, "batch.max-records", "1024")
          .between("1", "10000")
          .says("Most records in one request to the endpoint.");

  static final Option<Long> BATCH_MAX_BYTES =
      OPTIONS
          .option(Quantity.SIZE, "batch.max-bytes", "1MB")
          .between("1KB", "64MB")
          .says("Largest body of one request to the endpoint, before compression.");

  static final Option<Duration> BATCH_DELAY =
      OPTIONS
          .option(Quantity.DURATION, "batch.delay", "1s")
          .between("10ms", "5m")
          .says("Longest time that a record waits for its batch to fill.");

  static final Option<Duration> METRICS_INTERVAL =
      OPTIONS
          .option(Quantity.DURATION, "metrics.interval", "30s")
          .between("100ms", "1h")
          .says("Time between two reports of the counts and durations.");

  static final Option<Integer> METRICS_MAX_STATEMENTS =
      OPTIONS
          .option(Kinds.INTEGER, "metrics.max-statements", "200")
          .between("0", "2000")
          .says("Most SQL statements with durations of their own; others count by operation only.");

  static final Option<Duration> SHUTDOWN_TIMEOUT =
      OPTIONS
          .option(Quantity.DURATION, "shutdown.timeout", "5s")
          .between("0", "5m")
          .says("Longest time that the exit of the application waits for what is still unsent.");

  static final Option<List<String>> REQUEST_HEADERS =
      OPTIONS
          .option(Plural.LIST, "request.headers", "x-request-id")
          .says("Headers of a request that are recorded with its trace.");

  static final Option<List<String>> REQUEST_FAILED_HEADERS =
      OPTIONS
          .option(Plural.LIST, "request.failed-headers", "content-type,accept,referer")
          .says("Further headers, of requests that fail: with a fault or a status from 400 on.");

  static final Option<Boolean> REQUEST_PARAMETERS =
      OPTIONS
          .option(Kinds.BOOLEAN, "request.parameters", "true")
          .says("Records the parameters that the application itself has read, scrubbed.");

  static final Option<Boolean> REQUEST_PRINCIPAL =
      OPTIONS
          .option(Kinds.BOOLEAN, "request.principal", "true")
          .says("Records the name of the user that a request was made for.");

  static final Option<Boolean> REQUEST_SESSION =
      OPTIONS
          .option(Kinds.BOOLEAN, "request.session", "true")
          .says("Records a hash of the id of the session that the application has asked for.");

  static final Option<Boolean> PROBE_JDBC =
      OPTIONS.option(Kinds.BOOLEAN, "probe.jdbc", "true").says("Records JDBC calls.");

  static final Option<Boolean> PROBE_SERVLET =
      OPTIONS.option(Kinds.BOOLEAN, "probe.servlet", "true").says("Records servlet requests.");

  static final Option<Boolean> PROBE_EXECUTOR =
      OPTIONS
          .option(Kinds.BOOLEAN, "probe.executor", "true")
          .says("Records tasks, and takes the trace along to the threads that run them.");

  static final Option<Boolean> PROBE_THREAD =
      OPTIONS
          .option(Kinds.BOOLEAN, "probe.thread", "true")
          .says(
              "Records what ends a thread, and takes the trace along to threads that are started.");

  static final Option<Boolean> PROBE_FRAMEWORK =
      OPTIONS
          .option(Kinds.BOOLEAN, "probe.framework", "true")
          .says("Records exceptions that Spring MVC or JAX-RS turn into a response.");

  static final Option<Boolean> PROBE_LOGGING =
      OPTIONS
          .option(Kinds.BOOLEAN, "probe.logging", "true")
          .says(
              "Records exceptions that are logged, the last lines before a fault, and lines to send.");

  static final Option<Boolean> EXCEPTION_SPAN_EVENTS =
      OPTIONS
          .option(Kinds.BOOLEAN, "exception.span-events", "false")
          .says("Adds OpenTelemetry's older span events to the log records of exceptions.");

  static final Option<Integer> STACK_MAX_FRAMES =
      OPTIONS
          .option(Kinds.INTEGER, "stack.max-frames", "200")
          .between("1", "10000")
          .says("Most frames of one stack that are sent. The root cause is never cut off.");

  static final Option<List<String>> APP_PACKAGES =
      OPTIONS
          .option(Plural.LIST, "app.packages", "")
          .says("Package prefixes of the application's own code. None: all but known libraries.");

  static final Option<List<String>> SCRUB_KEYS =
      OPTIONS
          .option(Plural.LIST, "scrub.keys", "")
          .says("Further names whose values are never sent, besides `password`, `token` ...");

  static final Option<List<ExceptionRule>> IGNORE_EXCEPTIONS =
      OPTIONS
          .option(Plural.EXCEPTIONS, "ignore.exceptions", "")
          .says("Exceptions that are no faults, by class, message or cause; see below.");

  static final Option<List<String>> IGNORE_LOGGERS =
      OPTIONS
          .option(Plural.LIST, "ignore.loggers", "")
          .says("Loggers, with those below them, whose lines and exceptions are not recorded.");

  static final Option<Duration> UNOBSERVED_AFTER =
      OPTIONS
          .option(Quantity.DURATION, "unobserved.after", "10s")
          .between("0", "1h")
          .says("A task's failure is told as unobserved when nobody looked at its Future by then.");

  static final Option<LogLevel> LOG_LEVEL =
      OPTIONS
          .option(Kinds.oneOf(LogLevel.values()), "log.level", "info")
          .says("What Faultline says about itself.");

  static final Option<String> LOG_FILE =
      OPTIONS
          .option(Kinds.TEXT, "log.file", null, "stderr")
          .says("File that Faultline's own lines are appended to.");

  static final Option<String> REPORT_FILE =
      OPTIONS
          .option(Kinds.TEXT, "report.file", null, "none")
          .says("File that is written at exit: which classes were woven, and what failed.");

  /** Read by {@link Settings} before all others: it names one of their sources. */
  static final Option<String> CONFIG =
      OPTIONS
          .option(Kinds.TEXT, "config", null, "none")
          .says("Properties file with settings, with or without the prefix `faultline.`.");

  private static final List<Option<?>> ALL = join();

  private Options() {}

  static List<Option<?>> all() {
    return ALL;
  }

  /** The option of this key, which may carry the prefix, or null. */
  static @Nullable Option<?> find(String key) {
    String bare =
        key.startsWith(Option.PROPERTY_PREFIX)
            ? key.substring(Option.PROPERTY_PREFIX.length())
            : key;
    for (Option<?> each : ALL) {
      if (each.key.equals(bare)) return each;
    }
    return null;
  }

  private static List<Option<?>> join() {
    List<Option<?>> all = new ArrayList<>(OPTIONS.all());
    all.addAll(DeliveryConfig.OPTIONS.all());
    all.addAll(BudgetConfig.OPTIONS.all());
    all.addAll(JmxConfig.OPTIONS.all());
    all.addAll(TransportConfig.OPTIONS.all());
    all.addAll(FilterConfig.OPTIONS.all());
    all.addAll(LogsConfig.OPTIONS.all());
    all.addAll(AlertConfig.OPTIONS.all());
    all.addAll(OtlpConfig.OPTIONS.all());
    all.addAll(SentryConfig.OPTIONS.all());
    all.addAll(ZipkinConfig.OPTIONS.all());
    all.addAll(ElasticsearchConfig.OPTIONS.all());
    all.addAll(FileConfig.OPTIONS.all());
    all.addAll(PrometheusConfig.OPTIONS.all());
    all.addAll(InfluxConfig.OPTIONS.all());
    return Collections.unmodifiableList(all);
  }
}
