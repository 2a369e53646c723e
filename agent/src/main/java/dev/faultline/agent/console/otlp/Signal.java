// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.otlp;

/** What a request is about. */
public enum Signal {
  TRACES("/v1/traces", "rejectedSpans"),
  LOGS("/v1/logs", "rejectedLogRecords"),
  METRICS("/v1/metrics", "rejectedDataPoints");

  public final String path;

  /** The name, in an answer, of the number of records that were not taken. */
  public final String rejected;

  Signal(String path, String rejected) {
    this.path = path;
    this.rejected = rejected;
  }
}
