// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store;

import dev.faultline.agent.console.record.FaultRecord;
import dev.faultline.agent.console.record.Source;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is asked of groups of faults, within one transaction. */
final class FaultQuestions {
  private final Connection connection;
  private final long now;

  FaultQuestions(Connection connection, long now) {
    this.connection = connection;
    this.now = now;
  }

  FaultList list(FaultFilter filter) throws SQLException {
    FaultList list = new FaultList();
    count(filter, list);
    list.heads = page(filter);
    finish(list.heads, filter.sinceMillis);
    list.sparkMillis = new Sparklines(now, filter.sinceMillis).partMillis;
    return list;
  }

  /** Null when there is none. */
  @Nullable FaultHead head(String fingerprint) throws SQLException {
    List<FaultHead> heads = heads(new Where().and("g.fingerprint=?", fingerprint), "");
    finish(heads, 0);
    return heads.isEmpty() ? null : heads.get(0);
  }

  private void count(FaultFilter filter, FaultList list) throws SQLException {
    Where where = filter.where();
    Sql.list(
        connection,
        row -> {
          count(filter, list, row.getString(1), row.getString(2), row.getString(3), row.getLong(4));
          return list;
        },
        "SELECT status, state, category, COUNT(*) FROM (SELECT "
            + GroupStatus.sql(now)
            + " AS status, g.state, g.category FROM fault_group g"
            + where.text()
            + ") counted GROUP BY status, state, category",
        where.values());
  }

  /** Each of the three is counted as if the filter did not ask for it, but for the others. */
  private static void count(
      FaultFilter filter, FaultList list, String said, String state, String category, long n) {
    GroupStatus status = GroupStatus.of(said);
    if (status == null) return;
    boolean statusFits = isWanted(filter, status);
    boolean stateFits = filter.state.isEmpty() || filter.state.equals(state);
    boolean categoryFits = filter.category.isEmpty() || filter.category.equals(category);
    if (statusFits && stateFits && categoryFits) list.total += n;
    if (stateFits && categoryFits) list.byStatus.merge(status, n, Long::sum);
    if (statusFits && categoryFits && !state.isEmpty()) list.byState.merge(state, n, Long::sum);
    if (statusFits && stateFits && !category.isEmpty()) {
      list.byCategory.merge(category, n, Long::sum);
    }
  }

  private static boolean isWanted(FaultFilter filter, GroupStatus status) {
    if (filter.status != null) return filter.status == status;
    return status != GroupStatus.RESOLVED && status != GroupStatus.MUTED;
  }

  private List<FaultHead> page(FaultFilter filter) throws SQLException {
    Where where = filter.where();
    if (!filter.state.isEmpty()) where.and("g.state=?", filter.state);
    if (!filter.category.isEmpty()) where.and("g.category=?", filter.category);
    String status = GroupStatus.sql(now);
    if (filter.status != null) {
      where.and(status + "=?", filter.status.text());
    } else {
      where.and(status + " NOT IN ('resolved','muted')");
    }
    // The numbers first: sorting ten thousand rows with their texts would take the time.
    List<Long> ids =
        Sql.list(
            connection,
            row -> row.getLong(1),
            "SELECT g.group_id FROM fault_group g"
                + where.text()
                + filter.sort.order
                + (" LIMIT " + filter.limit + " OFFSET " + filter.offset),
            where.values());
    if (ids.isEmpty()) return new ArrayList<>();
    return heads(new Where().andIn("g.group_id", ids), filter.sort.order);
  }

  private List<FaultHead> heads(Where where, String order) throws SQLException {
    return Sql.list(
        connection,
        FaultHead::new,
        "SELECT "
            + FaultHead.COLUMNS
            + ", "
            + GroupStatus.sql(now)
            + " AS status FROM fault_group g JOIN fault_text t ON t.group_id=g.group_id"
            + " JOIN source s ON s.source_id=t.source_id"
            + where.text()
            + order,
        where.values());
  }

  private void finish(List<FaultHead> heads, long since) throws SQLException {
    if (heads.isEmpty()) return;
    Map<Long, FaultHead> byId = new HashMap<>();
    for (FaultHead each : heads) byId.put(each.id, each);
    Where where = new Where().andIn("f.group_id", byId.keySet());
    Sql.list(
        connection,
        row -> {
          FaultHead head = byId.get(row.getLong(1));
          if (head != null) head.services.add(row.getString(2));
          return head;
        },
        "SELECT DISTINCT f.group_id, s.service FROM fault_source f"
            + " JOIN source s ON s.source_id=f.source_id"
            + where.text()
            + " ORDER BY f.group_id, s.service",
        where.values());
    new Sparklines(now, since).fill(connection, heads);
  }

  /** The newest first; the first of all is the last. */
  List<FaultRecord> examples(FaultHead head) throws SQLException, IOException {
    Map<Long, Source> sources =
        Sources.of(
            connection,
            new HashSet<>(
                Sql.list(
                    connection,
                    row -> row.getLong(1),
                    "SELECT DISTINCT source_id FROM fault_example WHERE group_id=?",
                    head.id)));
    List<FaultRecord> examples = new ArrayList<>();
    List<byte[]> packed = new ArrayList<>();
    List<Long> from =
        Sql.list(
            connection,
            row -> {
              packed.add(row.getBytes(2));
              return row.getLong(1);
            },
            "SELECT source_id, packed FROM fault_example WHERE group_id=? ORDER BY serial DESC",
            head.id);
    for (int i = 0; i < packed.size(); i++) {
      Source source = sources.get(from.get(i));
      if (source != null) examples.add(Codec.fault(source, packed.get(i)));
    }
    return examples;
  }

  List<FaultOrigin> origins(FaultHead head) throws SQLException {
    return Sql.list(
        connection,
        FaultOrigin::new,
        "SELECT s.service, s.environment, s.release, f.seen, f.last_seen FROM fault_source f"
            + " JOIN source s ON s.source_id=f.source_id WHERE f.group_id=?"
            + " ORDER BY f.last_seen DESC, s.source_id DESC LIMIT 200",
        head.id);
  }

  List<SimilarFault> similar(FaultHead head) throws SQLException {
    return head.type.isEmpty() ? Collections.emptyList() : SimilarFault.of(connection, head);
  }
}
