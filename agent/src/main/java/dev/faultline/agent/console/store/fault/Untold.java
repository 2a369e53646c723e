// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.fault;

import dev.faultline.agent.console.record.Batch;
import dev.faultline.agent.console.record.Source;
import dev.faultline.agent.console.store.table.Codec;
import dev.faultline.agent.console.store.table.Sources;
import dev.faultline.agent.console.store.table.Sql;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a console that was killed had kept, and nobody was told of: each change is written down with
 * the group that it is of, and taken away in the transaction that keeps what alerts made of it.
 */
public final class Untold {
  /** The newest example of each group that is still there, as of the place that has it again. */
  public final Batch batch;

  public final Changes changes = new Changes();

  /**
   * All there is.
   *
   * @param nowMillis since 1970
   */
  public Untold(Connection connection, long nowMillis) throws SQLException {
    batch = new Batch(nowMillis);
    List<List<String>> all =
        Sql.list(
            connection,
            row -> {
              String fingerprint = row.getString(1);
              List<String> place = Arrays.asList(fingerprint, row.getString(2), row.getString(3));
              if (row.getBoolean(4)) changes.regressed.add(place);
              else changes.newGroups.add(fingerprint);
              return place;
            },
            "SELECT fingerprint, service, environment, regressed FROM fault_untold");
    for (List<String> each : all) example(connection, each);
  }

  /** The newest of its place, else the newest of all. */
  private void example(Connection connection, List<String> place) throws SQLException {
    byte[][] packed = {{}};
    Long from =
        Sql.first(
            connection,
            row -> {
              packed[0] = row.getBytes(2);
              return row.getLong(1);
            },
            "SELECT e.source_id, e.packed FROM fault_example e"
                + " JOIN fault_group g ON g.group_id=e.group_id"
                + " JOIN source s ON s.source_id=e.source_id WHERE g.fingerprint=?"
                + " ORDER BY CASE WHEN s.service=? AND s.environment=? THEN 0 ELSE 1 END,"
                + " e.serial DESC LIMIT 1",
            place.get(0),
            place.get(1),
            place.get(2));
    if (from == null) return;
    Source source = Sources.of(connection, Collections.singleton(from)).get(from);
    if (source == null) return;
    if (changes.regressed.contains(place) && !isOf(source, place)) {
      source = Source.of(place.get(1), place.get(2), "", "");
    }
    try {
      batch.faults.add(Codec.fault(source, packed[0]));
    } catch (IOException e) {
      return; // bytes that no version of ours has written
    }
  }

  private static boolean isOf(Source source, List<String> place) {
    return source.service.equals(place.get(1)) && source.environment.equals(place.get(2));
  }

  static void add(Connection connection, Changes changes) throws SQLException {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (List<String> each : changes.all()) {
      boolean regressed = changes.regressed.contains(each);
      rows.add(new @Nullable Object[] {regressed, each.get(0), each.get(1), each.get(2)});
    }
    Sql.upsertAll(
        connection,
        "UPDATE fault_untold SET regressed=? WHERE fingerprint=? AND service=? AND environment=?",
        "INSERT INTO fault_untold (regressed, fingerprint, service, environment) VALUES (?,?,?,?)",
        rows);
  }

  /**
   * Of these, somebody has heard.
   *
   * @param all as {@link Changes#all} has them
   */
  public static void remove(Connection connection, Collection<List<String>> all)
      throws SQLException {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (List<String> each : all) rows.add(each.toArray());
    Sql.updateAll(
        connection,
        "DELETE FROM fault_untold WHERE fingerprint=? AND service=? AND environment=?",
        rows);
  }
}
