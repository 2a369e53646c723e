// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * What an application is run with. Everything is sampled; settings are the defaults except for what
 * is named here, and where a peer's default would have it do what Faultline does not, it is
 * switched off in its favour.
 */
enum Agent {
  NONE("none", "", ""),
  /** Leaves nothing out, whatever that costs: it would be compared at less than its whole price. */
  FAULTLINE(
      "Faultline",
      "faultline",
      "faultline",
      "-Dfaultline.endpoint=SINK",
      "-Dfaultline.budget.cpu=off",
      "-Dfaultline.service=SERVICE"),
  /** As it comes: traces, metrics and log lines, of which Faultline tells by default, too. */
  OPENTELEMETRY(
      "OpenTelemetry",
      "opentelemetry",
      "opentelemetry-javaagent",
      "-Dotel.exporter.otlp.endpoint=SINK",
      "-Dotel.service.name=SERVICE"),
  /** The same with less to do: no durations of requests and statements, and no log lines. */
  OPENTELEMETRY_TRACES(
      "OpenTelemetry, traces only",
      "opentelemetry-traces",
      "opentelemetry-javaagent",
      "-Dotel.exporter.otlp.endpoint=SINK",
      "-Dotel.service.name=SERVICE",
      "-Dotel.metrics.exporter=none",
      "-Dotel.logs.exporter=none"),
  /** Does not ask a cloud's metadata services where it is. */
  ELASTIC(
      "Elastic",
      "elastic",
      "elastic-apm-agent",
      "-Delastic.apm.server_url=SINK",
      "-Delastic.apm.service_name=SERVICE",
      "-Delastic.apm.cloud_provider=NONE"),
  /** Does not read JMX for a statsd that is not there, and does not report on itself. */
  DATADOG(
      "Datadog",
      "datadog",
      "dd-java-agent",
      "-Ddd.trace.agent.url=SINK",
      "-Ddd.service=SERVICE",
      "-Ddd.jmxfetch.enabled=false",
      "-Ddd.instrumentation.telemetry.enabled=false",
      "-Ddd.remote_config.enabled=false"),
  /**
   * The agent alone, for a central collector: the one that keeps everything itself is not on Maven
   * Central. It knows javax.servlet only, so that of applications on Jakarta's it sees no request.
   */
  GLOWROOT(
      "Glowroot",
      "glowroot",
      "glowroot-agent",
      "-Dglowroot.collector.address=GRPC",
      "-Dglowroot.agent.id=SERVICE",
      "-Dglowroot.conf.dir=DIRECTORY",
      "-Dglowroot.tmp.dir=DIRECTORY",
      "-Dglowroot.log.dir=DIRECTORY");

  private final String title;
  private final String key;
  private final String jar;
  private final String[] settings;

  Agent(String title, String key, String jar, String... settings) {
    this.title = title;
    this.key = key;
    this.jar = jar;
    this.settings = settings;
  }

  /** The one with that key; throws IllegalArgumentException if there is none. */
  static Agent of(String key) {
    for (Agent each : values()) if (each.key().equals(key)) return each;
    throw new IllegalArgumentException("does not know the agent \"" + key + "\"");
  }

  String title() {
    return title;
  }

  /** How it is named in options, and in the list of versions. */
  String key() {
    return key.isEmpty() ? "none" : key;
  }

  /** As the POM says; of no agent, and of one that is there with other settings, null. */
  String version() throws IOException {
    Properties versions = new Properties();
    try (InputStream in = Agent.class.getResourceAsStream("versions.properties")) {
      versions.load(in);
    }
    return versions.getProperty(key());
  }

  boolean isThere() {
    return this != NONE;
  }

  /** Whether Faultline is to cost a certain part of it. */
  boolean isYardstick() {
    return this == OPENTELEMETRY || this == OPENTELEMETRY_TRACES;
  }

  /** Whether it can see a request of an application on jakarta.servlet. */
  boolean seesJakarta() {
    return this != GLOWROOT;
  }

  Path jar(Places places) {
    return this == FAULTLINE ? places.faultline() : places.peer(jar);
  }

  /** JVM arguments that make it watch, and send to the sink. */
  List<String> arguments(Places places, Tools tools) {
    List<String> arguments = new ArrayList<>();
    if (!isThere()) return arguments;
    arguments.add("-javaagent:" + jar(places));
    for (String setting : settings) {
      arguments.add(
          setting
              .replace("SINK", tools.endpoint())
              .replace("GRPC", tools.glowrootEndpoint())
              .replace("DIRECTORY", places.work().toString())
              .replace("SERVICE", "compared"));
    }
    return arguments;
  }
}
