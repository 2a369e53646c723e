// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.fault;

import dev.faultline.agent.console.store.table.Times;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How it stands with a group of faults. */
public enum GroupStatus {
  /** First seen in the last 24 hours, and nobody has said anything about it. */
  NEW,
  /** Seen again after it was resolved. */
  REGRESSED,
  OPEN,
  RESOLVED,
  MUTED;

  /** As the API has it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Null when it is none. */
  public static @Nullable GroupStatus of(String text) {
    for (GroupStatus each : values()) {
      if (each.text().equals(text)) return each;
    }
    return null;
  }

  /**
   * An expression over fault_group as g. Nothing has to be written when a mute runs out or a group
   * is new no longer.
   */
  static String sql(long now) {
    return "CASE WHEN g.resolved_at IS NOT NULL THEN 'resolved'"
        + (" WHEN g.muted AND (g.muted_until IS NULL OR g.muted_until>" + now + ")")
        + " AND (g.muted_until_count IS NULL OR g.seen<g.muted_until_count) THEN 'muted'"
        + " WHEN g.regressed THEN 'regressed'"
        + (" WHEN NOT g.acknowledged AND g.first_seen>=" + (now - Times.DAY) + " THEN 'new'")
        + " ELSE 'open' END";
  }
}
