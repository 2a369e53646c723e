// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.fault;

import dev.faultline.agent.console.store.table.Sql;
import dev.faultline.agent.console.store.table.Where;

/** What groups of faults a list is to have. Empty texts and zeros ask for nothing. */
public final class FaultFilter {
  /** In what order. */
  public enum Sort {
    LAST("g.last_seen DESC"),
    FIRST("g.first_seen DESC"),
    COUNT("g.seen DESC"),
    /** Who came most often lately: a count that halves every hour. */
    TREND("g.heat DESC");

    final String order;

    Sort(String column) {
      order = " ORDER BY " + column + ", g.group_id DESC";
    }
  }

  public String service = "";
  public String environment = "";
  public String release = "";

  /** What became of them, such as "escaped". */
  public String state = "";

  /** Of a database's error. */
  public String category = "";

  /** Null for all that call for attention: neither resolved nor muted. */
  public @org.jspecify.annotations.Nullable GroupStatus status;

  /** Seen at that time or later, in milliseconds since 1970. */
  public long sinceMillis;

  /** In type, message, place or request. */
  public String text = "";

  public Sort sort = Sort.LAST;
  public int limit = 100;
  public int offset;

  /** The conditions but those that the counts are told of: status, state and category. */
  Where where() {
    Where where = new Where();
    if (!service.isEmpty() || !environment.isEmpty() || !release.isEmpty()) {
      Where source = new Where();
      if (!service.isEmpty()) source.and("s.service=?", service);
      if (!environment.isEmpty()) source.and("s.environment=?", environment);
      if (!release.isEmpty()) source.and("s.release=?", release);
      // Not EXISTS, which H2 would ask anew for each group.
      where.and(
          "g.group_id IN (SELECT f.group_id FROM fault_source f WHERE f.source_id IN"
              + " (SELECT s.source_id FROM source s"
              + source.text()
              + "))",
          source.values());
    }
    if (sinceMillis > 0) where.and("g.last_seen>=?", sinceMillis);
    if (text.isEmpty()) return where;
    return where.and(
        "(g.fingerprint=? OR g.group_id IN (SELECT t.group_id FROM fault_text t"
            + " WHERE t.search LIKE ? ESCAPE '!'))",
        text,
        Sql.anywhere(text));
  }
}
