// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import dev.faultline.agent.export.Losses;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Tells of dropped records: each reason at once when it first drops something, and once a minute,
 * in one line for all reasons, for as long as there is more.
 */
final class DropLog {
  private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Logger log;
  private final Account account;
  private final Map<String, Long> told = new HashMap<>();
  private long toldAt;

  DropLog(Logger log, Account account, long nowNanos) {
    this.log = log;
    this.account = account;
    this.toldAt = nowNanos;
  }

  void look(long nowNanos) {
    look(nowNanos, ". Further ones are told of once a minute");
  }

  /** The JVM ends: there will be no more lines. */
  void lookLast(long nowNanos) {
    look(nowNanos, "");
  }

  private void look(long nowNanos, String outlook) {
    StringBuilder more = new StringBuilder();
    boolean quiet = nowNanos - toldAt < QUIET_NANOS;
    for (Tally tally : account.tallies()) {
      for (Map.Entry<String, Long> each : tally.dropped.entrySet()) {
        look(tally, each.getKey(), each.getValue(), quiet, outlook, more);
      }
    }
    if (quiet) return;
    toldAt = nowNanos;
    if (more.length() > 0) log.warn("Dropped in the last minute:{}", more);
  }

  /** Points that a later one covers, and exceptions that are no faults by configuration. */
  private static boolean isNoLoss(String reason) {
    return reason.equals(Account.SUPERSEDED)
        || reason.equals(Account.IGNORED)
        || reason.equals(Losses.SAMPLED);
  }

  private void look(
      Tally tally, String reason, long dropped, boolean quiet, String outlook, StringBuilder more) {
    String what = tally.label + ' ' + reason;
    String where = tally.exporter.isEmpty() ? "" : tally.exporter + ": ";
    Long before = told.get(where + what);
    if (before == null) {
      tellFirst(tally, reason, dropped, outlook);
      told.put(where + what, dropped);
    } else if (!quiet && dropped > before) {
      if (isNoLoss(reason)) return;
      more.append(more.length() > 0 ? ", " : " ").append(where);
      more.append(dropped - before).append(' ').append(what);
      told.put(where + what, dropped);
    }
  }

  private void tellFirst(Tally tally, String reason, long dropped, String outlook) {
    if (isNoLoss(reason)) return;
    String detail = detail(tally, reason);
    log.warn(
        "Dropped {} {}: {}{}{}{}",
        dropped,
        tally.label,
        reason,
        tally.exporter.isEmpty() ? "" : " at " + tally.exporter,
        detail == null || detail.isEmpty() ? "" : " (" + detail + ")",
        outlook);
  }

  private @Nullable String detail(Tally tally, String reason) {
    for (Book each : account.books()) {
      if (each.exporter.equals(tally.exporter)) return each.detail(tally.label, reason);
    }
    return null;
  }
}
