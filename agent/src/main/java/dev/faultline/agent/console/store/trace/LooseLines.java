// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.trace;

import dev.faultline.agent.console.record.Batch;
import dev.faultline.agent.console.record.LineRecord;
import dev.faultline.agent.console.store.table.Arrived;
import dev.faultline.agent.console.store.table.Codec;
import dev.faultline.agent.console.store.table.Hash;
import dev.faultline.agent.console.store.table.Horizon;
import dev.faultline.agent.console.store.table.LineRow;
import dev.faultline.agent.console.store.table.Part;
import dev.faultline.agent.console.store.table.Slots;
import dev.faultline.agent.console.store.table.Sources;
import dev.faultline.agent.console.store.table.Sql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lines that belong to no trace: of each source the latest warnings and worse. Others are counted
 * as not kept. Nothing changes when a batch comes a second time.
 */
public final class LooseLines implements Part {
  static final int RING = 50;

  /** More sources than most have, and little enough to be read while somebody waits. */
  private static final int MAX_ROWS = 20_000;

  /** Of all sources, for a list. */
  private static final int MAX_LISTED = 500;

  /** Of one service. */
  private static final int LISTED = 10;

  private final Sources sources;
  private final Arrived arrived;

  /** By source, what is there; filled as they are written. */
  private final Map<Long, Ring> rings = new HashMap<>();

  private static final class Ring {
    long serial;
    final long[] ids = new long[RING];

    boolean has(long id) {
      return Arrays.stream(ids).anyMatch(each -> each == id);
    }
  }

  public LooseLines(Sources sources, Arrived arrived) {
    this.sources = sources;
    this.arrived = arrived;
  }

  @Override
  public void write(Connection connection, Batch batch) throws SQLException {
    // a ring that goes round within a batch is written once
    Map<List<Long>, @Nullable Object[]> rows = new LinkedHashMap<>();
    for (LineRecord each : batch.lines) {
      if (!each.traceId.isEmpty()) continue;
      if (each.isWarning()) {
        add(connection, each, batch.receivedMillis, rows);
      } else {
        arrived.add("linesNotKept", 1);
      }
    }
    Sql.upsertAll(
        connection,
        "UPDATE loose_line SET serial=?, line_id=?, received=?, packed=?"
            + " WHERE source_id=? AND slot=?",
        "INSERT INTO loose_line (serial, line_id, received, packed, source_id, slot)"
            + " VALUES (?,?,?,?,?,?)",
        new ArrayList<>(rows.values()));
  }

  private void add(
      Connection connection,
      LineRecord line,
      long received,
      Map<List<Long>, @Nullable Object[]> rows)
      throws SQLException {
    long source = sources.id(connection, line.source);
    Ring ring = ring(connection, source);
    long id = Hash.of(line);
    if (ring.has(id)) return;
    int slot = (int) (++ring.serial % RING);
    ring.ids[slot] = id;
    rows.put(
        Arrays.asList(source, (long) slot),
        new @Nullable Object[] {ring.serial, id, received, Codec.pack(line), source, slot});
  }

  private Ring ring(Connection connection, long source) throws SQLException {
    Ring known = rings.get(source);
    if (known != null) return known;
    Ring ring = new Ring();
    Sql.list(
        connection,
        row -> {
          ring.ids[row.getInt(1)] = row.getLong(2);
          ring.serial = Math.max(ring.serial, row.getLong(3));
          return ring;
        },
        "SELECT slot, line_id, serial FROM loose_line WHERE source_id=?",
        source);
    rings.put(source, ring);
    return ring;
  }

  @Override
  public boolean forget(Connection connection, Horizon horizon) throws SQLException {
    Long surplus =
        Sql.first(
            connection,
            row -> row.getLong(1),
            "SELECT received FROM loose_line ORDER BY received DESC LIMIT 1 OFFSET "
                + Math.min(MAX_ROWS, horizon.looseLines));
    long before = Math.max(horizon.details, surplus == null ? 0 : surplus + 1);
    boolean more = Slots.forget(connection, "loose_line", "received", before, 1_000);
    if (more || surplus != null) rings.clear();
    return more;
  }

  @Override
  public void rolledBack() {
    rings.clear();
  }

  /** The latest first: some of each service and environment, within what is the latest of all. */
  public static Map<List<String>, List<LineRow>> latest(Connection connection) throws SQLException {
    Map<List<String>, List<LineRow>> latest = new HashMap<>();
    Sql.list(
        connection,
        row -> {
          List<String> of = Arrays.asList(row.getString(1), row.getString(2));
          List<LineRow> lines = latest.computeIfAbsent(of, key -> new ArrayList<>());
          return lines.size() < LISTED && lines.add(line(row.getString(1), row.getBytes(3)));
        },
        "SELECT s.service, s.environment, l.packed FROM"
            + " (SELECT source_id, serial, received, packed FROM loose_line"
            + (" ORDER BY received DESC, serial DESC LIMIT " + MAX_LISTED + ") l")
            + " JOIN source s ON s.source_id=l.source_id ORDER BY l.received DESC, l.serial DESC");
    return latest;
  }

  private static LineRow line(String service, byte[] packed) {
    try {
      return Codec.line(service, packed);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // bytes that no version of ours has written
    }
  }
}
