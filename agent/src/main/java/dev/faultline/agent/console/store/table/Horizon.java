// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.table;

/** How far back things are kept at one moment. Times are milliseconds since 1970. */
public final class Horizon {
  public final long now;

  /** Traces and lines that came before are let go. */
  public final long details;

  /** Groups of faults, and whatever is as small, that came last before are let go. */
  public final long groups;

  /** How many bytes traces and lines may take, about. */
  public final long detailBytes;

  /** How many bytes groups of faults may take, about. */
  public final long groupBytes;

  /** How many bytes metrics may take, about. */
  public final long metricBytes;

  /** How many lines without a trace there may be: of their usual size, a hundredth of all. */
  public final long looseLines;

  public Horizon(long now, Retention retention) {
    this.now = now;
    details = now - retention.details.toMillis();
    groups = now - retention.groups.toMillis();
    // What is left over is what a file of pages cannot use.
    detailBytes = retention.maxBytes / 100 * 40;
    groupBytes = retention.maxBytes / 100 * 15;
    metricBytes = retention.maxBytes / 100 * 10;
    looseLines = retention.maxBytes / 100 / 500;
  }
}
