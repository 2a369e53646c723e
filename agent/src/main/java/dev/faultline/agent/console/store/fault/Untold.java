// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.fault;

import dev.faultline.agent.console.record.Batch;
import dev.faultline.agent.console.record.FaultRecord;
import dev.faultline.agent.console.record.Source;
import dev.faultline.agent.console.store.table.Codec;
import dev.faultline.agent.console.store.table.Sources;
import dev.faultline.agent.console.store.table.Sql;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a console that was killed had kept, and nobody was told of: each change is written down with
 * the group that it is of, and taken away in the transaction that keeps what alerts made of it.
 */
public final class Untold {
  private static final int CHUNK = 200;

  /** The newest example of each group that is still there. */
  public final Batch batch;

  public final Changes changes = new Changes();

  /**
   * All there is.
   *
   * @param nowMillis since 1970
   */
  public Untold(Connection connection, long nowMillis) throws SQLException {
    batch = new Batch(nowMillis);
    Sql.list(
        connection,
        row -> (row.getBoolean(2) ? changes.regressed : changes.newGroups).add(row.getString(1)),
        "SELECT fingerprint, regressed FROM fault_untold");
    if (!changes.isEmpty()) examples(connection);
  }

  private void examples(Connection connection) throws SQLException {
    List<byte[]> packed = new ArrayList<>();
    List<Long> from =
        Sql.list(
            connection,
            row -> {
              packed.add(row.getBytes(2));
              return row.getLong(1);
            },
            "SELECT e.source_id, e.packed FROM fault_untold u"
                + " JOIN fault_group g ON g.fingerprint=u.fingerprint"
                + " JOIN fault_example e ON e.group_id=g.group_id"
                + " WHERE e.serial=(SELECT MAX(x.serial) FROM fault_example x"
                + " WHERE x.group_id=g.group_id) ORDER BY g.group_id");
    Map<Long, Source> sources = Sources.of(connection, new HashSet<>(from));
    for (int i = 0; i < packed.size(); i++) {
      FaultRecord fault = fault(sources.get(from.get(i)), packed.get(i));
      if (fault != null) batch.faults.add(fault);
    }
  }

  private static @Nullable FaultRecord fault(@Nullable Source source, byte[] packed) {
    try {
      return source == null ? null : Codec.fault(source, packed);
    } catch (IOException e) {
      return null; // bytes that no version of ours has written
    }
  }

  static void add(Connection connection, Changes changes) throws SQLException {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (String each : changes.newGroups) rows.add(new @Nullable Object[] {false, each});
    for (String each : changes.regressed) rows.add(new @Nullable Object[] {true, each});
    Sql.upsertAll(
        connection,
        "UPDATE fault_untold SET regressed=? WHERE fingerprint=?",
        "INSERT INTO fault_untold (regressed, fingerprint) VALUES (?,?)",
        rows);
  }

  /** Of these groups, somebody has heard. */
  public static void remove(Connection connection, Collection<String> fingerprints)
      throws SQLException {
    List<String> all = new ArrayList<>(fingerprints);
    for (int from = 0; from < all.size(); from += CHUNK) {
      List<String> some = all.subList(from, Math.min(all.size(), from + CHUNK));
      Sql.update(
          connection,
          "DELETE FROM fault_untold WHERE fingerprint IN (" + Sql.marks(some) + ")",
          some.toArray());
    }
  }
}
