// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.table;

/** A line of the log, as it was kept. */
public final class LineRow {
  public final String service;
  public final String spanId;
  public final long timeNanos;

  /** Such as ERROR; empty where it does not say. */
  public final String severity;

  /** The name of an event; empty of a line. */
  public final String event;

  public final String text;

  LineRow(
      String service, String spanId, long timeNanos, String severity, String event, String text) {
    this.service = service;
    this.spanId = spanId;
    this.timeNanos = timeNanos;
    this.severity = severity;
    this.event = event;
    this.text = text;
  }
}
