// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.fault;

import dev.faultline.agent.console.store.table.Sql;
import dev.faultline.agent.console.store.table.Where;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The groups that sources and free text of a filter let through. Asked for before the list, and not
 * by a subquery of it: while somebody writes, H2 asks that anew for each row.
 */
final class Candidates {
  /** Free text is looked for in so many, those that were seen last. */
  static final int MAX_SEARCHED = 20_000;

  /** Null for all. */
  private @Nullable Set<Long> ids;

  /** As {@link FaultList#searchedSinceMillis}. */
  long searchedSince;

  static Candidates of(Connection connection, FaultFilter filter, int maxSearched)
      throws SQLException {
    Candidates found = new Candidates();
    Where sources = filter.sources();
    if (sources != null) found.retain(ofSources(connection, sources));
    if (!filter.text.isEmpty()) found.retain(found.withText(connection, filter, maxSearched));
    return found;
  }

  boolean has(long id) {
    return ids == null || ids.contains(id);
  }

  private void retain(Set<Long> others) {
    if (ids == null) {
      ids = others;
    } else {
      ids.retainAll(others);
    }
  }

  private static Set<Long> ofSources(Connection connection, Where sources) throws SQLException {
    return ids(
        connection,
        "SELECT f.group_id FROM fault_source f JOIN source s ON s.source_id=f.source_id"
            + sources.text(),
        sources.values());
  }

  private Set<Long> withText(Connection connection, FaultFilter filter, int max)
      throws SQLException {
    long beyond =
        Sql.number(
            connection,
            "SELECT last_seen FROM fault_group ORDER BY last_seen DESC LIMIT 1 OFFSET " + max);
    searchedSince = beyond == 0 ? 0 : beyond + 1;
    long since = Math.max(searchedSince, filter.sinceMillis);
    String like = "t.search LIKE ? ESCAPE '!'";
    Where where = new Where().and(like, Sql.anywhere(filter.text));
    String join = "";
    if (since > 0) {
      join = " JOIN fault_group g ON g.group_id=t.group_id";
      where.and("g.last_seen>=?", since);
    }
    Set<Long> found =
        ids(
            connection,
            "SELECT t.group_id FROM fault_text t" + join + where.text(),
            where.values());
    found.addAll(
        ids(connection, "SELECT group_id FROM fault_group WHERE fingerprint=?", filter.text));
    return found;
  }

  private static Set<Long> ids(Connection connection, String sql, @Nullable Object... values)
      throws SQLException {
    return new HashSet<>(Sql.list(connection, row -> row.getLong(1), sql, values));
  }
}
