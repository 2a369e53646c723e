// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.fault;

import dev.faultline.agent.console.record.FaultRecord;
import dev.faultline.agent.console.record.Source;
import dev.faultline.agent.console.store.table.Codec;
import dev.faultline.agent.console.store.table.Sources;
import dev.faultline.agent.console.store.table.Sql;
import dev.faultline.agent.console.store.table.Where;
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
public final class FaultQuestions {
  private final Connection connection;
  private final long now;
  private final int maxSearched;

  public FaultQuestions(Connection connection, long now) {
    this(connection, now, Candidates.MAX_SEARCHED);
  }

  FaultQuestions(Connection connection, long now, int maxSearched) {
    this.maxSearched = maxSearched;
    this.connection = connection;
    this.now = now;
  }

  public FaultList list(FaultFilter filter) throws SQLException {
    FaultList list = new FaultList();
    List<Long> page = page(filter, list);
    if (!page.isEmpty()) {
      list.heads = heads(new Where().andIn("g.group_id", page), filter.sort.order);
    }
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

  /**
   * Counts what passes, and gives the numbers of those on the page. One pass over rows without
   * their texts does both: at ten thousand groups the database takes longer for two questions.
   */
  private List<Long> page(FaultFilter filter, FaultList list) throws SQLException {
    Candidates candidates = Candidates.of(connection, filter, maxSearched);
    list.searchedSinceMillis = candidates.searchedSince;
    Where where = new Where();
    if (filter.sinceMillis > 0) where.and("g.last_seen>=?", filter.sinceMillis);
    List<Long> page = new ArrayList<>();
    Sql.list(
        connection,
        row -> {
          if (!candidates.has(row.getLong(1))) return list;
          boolean fits = count(filter, list, row.getString(2), row.getString(3), row.getString(4));
          if (fits && list.total > filter.offset && page.size() < filter.limit) {
            page.add(row.getLong(1));
          }
          return list;
        },
        "SELECT g.group_id, "
            + GroupStatus.sql(now)
            + ", g.state, g.category FROM fault_group g"
            + where.text()
            + filter.sort.order,
        where.values());
    return page;
  }

  /** Each of the three is counted as if the filter did not ask for it, but for the others. */
  private static boolean count(
      FaultFilter filter, FaultList list, String said, String state, String category) {
    GroupStatus status = GroupStatus.of(said);
    if (status == null) return false;
    boolean statusFits = isWanted(filter, status);
    boolean stateFits = filter.state.isEmpty() || filter.state.equals(state);
    boolean categoryFits = filter.category.isEmpty() || filter.category.equals(category);
    if (stateFits && categoryFits) list.byStatus.merge(status, 1L, Long::sum);
    if (statusFits && categoryFits && !state.isEmpty()) list.byState.merge(state, 1L, Long::sum);
    if (statusFits && stateFits && !category.isEmpty()) {
      list.byCategory.merge(category, 1L, Long::sum);
    }
    boolean fits = statusFits && stateFits && categoryFits;
    if (fits) list.total++;
    return fits;
  }

  private static boolean isWanted(FaultFilter filter, GroupStatus status) {
    if (filter.status != null) return filter.status == status;
    return status != GroupStatus.RESOLVED && status != GroupStatus.MUTED;
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
          return byId;
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
