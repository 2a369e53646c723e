// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.metric;

/** The durations that are measured; names after OpenTelemetry's stable semantic conventions. */
public enum Instrument {
  REQUEST(
      "http.server.request.duration",
      "http.request.method",
      "url.scheme",
      "http.route",
      "http.response.status_code",
      "error.type"),
  STATEMENT(
      "db.client.operation.duration",
      "db.system.name",
      "db.namespace",
      "server.address",
      "server.port",
      "db.operation.name",
      "error.type"),
  /** A part of {@link #STATEMENT}: the same calls once more, by what they say. */
  STATEMENT_TEXT(
      "faultline.statement.duration",
      "faultline.query.digest",
      "db.query.text",
      "db.system.name",
      "db.namespace",
      "server.address",
      "server.port",
      "db.operation.name",
      "error.type");

  public final String metricName;
  private final String[] attributes;

  Instrument(String metricName, String... attributes) {
    this.metricName = metricName;
    this.attributes = attributes;
  }

  /** Number of attributes of every series. */
  public int attributeCount() {
    return attributes.length;
  }

  public String attribute(int i) {
    return attributes[i];
  }
}
