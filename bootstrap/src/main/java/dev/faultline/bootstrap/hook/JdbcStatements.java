// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.subject.Database;
import dev.faultline.bootstrap.subject.SqlStatement;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * One {@link SqlStatement} for equal texts to the same database, where that can be had cheaply: a
 * table of fixed size, in sets of four. Any thread reads and writes, without a lock; that two
 * threads make the same one at the same time, or that a new one takes the place of an old one, only
 * costs making it again. It holds texts and names, nothing that could hold a class loader.
 */
final class JdbcStatements {
  private static final int WAYS = 4;
  private static final int SETS = 256;

  /** Longer texts are seldom repeated, and would make the cache large. */
  static final int MAX_CACHED_SQL = 10_240;

  /**
   * Longer texts are cut: a lane full of them would hold gigabytes. More than the shipper sends.
   */
  static final int MAX_SQL = 65_536;

  private static final AtomicReferenceArray<@Nullable SqlStatement> CACHE =
      new AtomicReferenceArray<>(SETS * WAYS);

  private JdbcStatements() {}

  static SqlStatement of(@Nullable Database database, @Nullable String sql) {
    if (sql == null) return new SqlStatement(null, database);
    if (sql.length() > MAX_CACHED_SQL) return new SqlStatement(cut(sql), database);
    int hash = sql.hashCode() * 31 + System.identityHashCode(database);
    hash ^= hash >>> 16;
    int set = (hash & SETS - 1) * WAYS;
    for (int way = 0; way < WAYS; way++) {
      SqlStatement cached = CACHE.get(set + way);
      if (cached == null) return store(set + way, database, sql);
      if (cached.database == database && sql.equals(cached.sql)) return cached;
    }
    return store(set + (hash >>> 8 & WAYS - 1), database, sql);
  }

  private static SqlStatement store(int slot, @Nullable Database database, String sql) {
    SqlStatement made = new SqlStatement(sql, database);
    CACHE.set(slot, made);
    return made;
  }

  private static String cut(String sql) {
    return sql.length() <= MAX_SQL ? sql : sql.substring(0, MAX_SQL);
  }
}
