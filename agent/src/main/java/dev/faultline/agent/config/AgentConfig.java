// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * All settings of this JVM. Immutable. What each means, and its range, is said once, in {@link
 * Options}.
 */
public final class AgentConfig {
  private final Settings settings;
  private final String service;

  private AgentConfig(Settings settings, String service) {
    this.settings = settings;
    this.service = service;
  }

  /**
   * Reads the settings of this JVM: arguments of the agent, system properties, environment, file,
   * OpenTelemetry's names, defaults, in this order.
   *
   * @param arguments the text after {@code -javaagent:faultline.jar=}
   */
  public static AgentConfig load(@Nullable String arguments) {
    return from(arguments, System.getProperties(), System.getenv());
  }

  /** Settings from a map, keys without prefix, and nothing else. For tests. */
  public static AgentConfig of(Map<String, String> settings) {
    Properties properties = new Properties();
    for (Map.Entry<String, String> each : settings.entrySet()) {
      properties.setProperty(Option.PROPERTY_PREFIX + each.getKey(), each.getValue());
    }
    return from(null, properties, Collections.<String, String>emptyMap());
  }

  static AgentConfig from(
      @Nullable String arguments, Properties properties, Map<String, String> env) {
    Settings settings = Settings.read(arguments, properties, env);
    String service = settings.value(Options.SERVICE);
    return new AgentConfig(
        settings, service != null ? service : ServiceName.derive(properties, env));
  }

  /**
   * A setting that is none of ours, from the first place that has it.
   *
   * @param key without the prefix
   */
  public @Nullable String setting(String key) {
    return settings.other(key);
  }

  /** What was not understood, and what is used instead: a line each, to be shown once. */
  public List<String> complaints() {
    return settings.complaints();
  }

  public boolean enabled() {
    return settings.value(Options.ENABLED);
  }

  /** Never empty. */
  public String service() {
    return service;
  }

  public @Nullable String environment() {
    return settings.value(Options.ENVIRONMENT);
  }

  public @Nullable String release() {
    return settings.value(Options.RELEASE);
  }

  public Map<String, String> resourceAttributes() {
    return settings.value(Options.RESOURCE_ATTRIBUTES);
  }

  public String endpoint() {
    return settings.value(Options.ENDPOINT);
  }

  /** The endpoint as it may be shown: without credentials. */
  public String shownEndpoint() {
    return Option.withoutCredentials(endpoint());
  }

  public Map<String, String> headers() {
    return settings.value(Options.HEADERS);
  }

  public Duration timeout() {
    return settings.value(Options.TIMEOUT);
  }

  public Compression compression() {
    return settings.value(Options.COMPRESSION);
  }

  /** From 0 to 1. */
  public double sampleRate() {
    return settings.value(Options.SAMPLE_RATE);
  }

  public Duration slowThreshold() {
    return settings.value(Options.SLOW_THRESHOLD);
  }

  public int maxSpans() {
    return settings.value(Options.TRACE_MAX_SPANS);
  }

  public int batchMaxRecords() {
    return settings.value(Options.BATCH_MAX_RECORDS);
  }

  public int batchMaxBytes() {
    return settings.value(Options.BATCH_MAX_BYTES).intValue();
  }

  public Duration batchDelay() {
    return settings.value(Options.BATCH_DELAY);
  }

  public Duration metricsInterval() {
    return settings.value(Options.METRICS_INTERVAL);
  }

  /** 0 for none. */
  public int metricsMaxStatements() {
    return settings.value(Options.METRICS_MAX_STATEMENTS);
  }

  public Duration shutdownTimeout() {
    return settings.value(Options.SHUTDOWN_TIMEOUT);
  }

  /** As written; names of headers are compared without case. */
  public List<String> requestHeaders() {
    return settings.value(Options.REQUEST_HEADERS);
  }

  /** Beside those, of requests that fail. */
  public List<String> requestFailedHeaders() {
    List<String> further = new ArrayList<>(settings.value(Options.REQUEST_FAILED_HEADERS));
    for (Iterator<String> each = further.iterator(); each.hasNext(); ) {
      if (isOfAll(each.next())) each.remove();
    }
    return further;
  }

  private boolean isOfAll(String header) {
    for (String each : requestHeaders()) {
      if (each.equalsIgnoreCase(header)) return true;
    }
    return false;
  }

  public boolean requestParameters() {
    return settings.value(Options.REQUEST_PARAMETERS);
  }

  public boolean requestSession() {
    return settings.value(Options.REQUEST_SESSION);
  }

  public boolean requestPrincipal() {
    return settings.value(Options.REQUEST_PRINCIPAL);
  }

  /**
   * Whether a probe is wanted.
   *
   * @param probe its name, such as {@code jdbc}. True for one that has no setting.
   */
  public boolean probeEnabled(String probe) {
    Option<?> option = Options.find("probe." + probe);
    return option == null || Boolean.TRUE.equals(settings.value(option));
  }

  public boolean exceptionSpanEvents() {
    return settings.value(Options.EXCEPTION_SPAN_EVENTS);
  }

  public int stackMaxFrames() {
    return settings.value(Options.STACK_MAX_FRAMES);
  }

  /** Prefixes, with or without the last dot. Empty: not set. */
  public List<String> appPackages() {
    return settings.value(Options.APP_PACKAGES);
  }

  /** In addition to those that are always scrubbed. */
  public List<String> scrubKeys() {
    return settings.value(Options.SCRUB_KEYS);
  }

  /** What is no fault. */
  public List<ExceptionRule> ignoredExceptions() {
    return settings.value(Options.IGNORE_EXCEPTIONS);
  }

  /** Names of loggers. */
  public List<String> ignoredLoggers() {
    return settings.value(Options.IGNORE_LOGGERS);
  }

  /** How long a failed Future may wait to be looked at. */
  public Duration unobservedAfter() {
    return settings.value(Options.UNOBSERVED_AFTER);
  }

  public LogLevel logLevel() {
    return settings.value(Options.LOG_LEVEL);
  }

  /** Path of the file, or null for stderr. */
  public @Nullable String logFile() {
    return settings.value(Options.LOG_FILE);
  }

  /** Path of the file, or null for none. */
  public @Nullable String reportFile() {
    return settings.value(Options.REPORT_FILE);
  }

  /** What is kept for delivery, how long and where. */
  public DeliveryConfig delivery() {
    return new DeliveryConfig(settings);
  }

  /** What Faultline may cost. */
  public BudgetConfig budget() {
    return new BudgetConfig(settings);
  }

  /** Faultline's own MBeans. */
  public JmxConfig jmx() {
    return new JmxConfig(settings);
  }

  /** The way to an endpoint by HTTP. */
  public TransportConfig transport() {
    return new TransportConfig(settings);
  }

  /** What is left out, and hidden. */
  public FilterConfig filter() {
    return new FilterConfig(settings);
  }

  /** The lines that the application logs. */
  public LogsConfig logs() {
    return new LogsConfig(settings);
  }

  /** Alerts that this process tells by itself. */
  public AlertConfig alert() {
    return new AlertConfig(settings);
  }

  /** Settings of that exporter. */
  public OtlpConfig otlp() {
    return new OtlpConfig(settings);
  }

  /** Settings of that exporter. */
  public SentryConfig sentry() {
    return new SentryConfig(settings);
  }

  /** Settings of that exporter. */
  public ZipkinConfig zipkin() {
    return new ZipkinConfig(settings);
  }

  /** Settings of that exporter. */
  public ElasticsearchConfig elasticsearch() {
    return new ElasticsearchConfig(settings);
  }

  /** Settings of that exporter. */
  public FileConfig file() {
    return new FileConfig(settings);
  }

  /** Settings of that exporter. */
  public PrometheusConfig prometheus() {
    return new PrometheusConfig(settings);
  }

  /** Settings of that exporter. */
  public InfluxConfig influx() {
    return new InfluxConfig(settings);
  }
}
