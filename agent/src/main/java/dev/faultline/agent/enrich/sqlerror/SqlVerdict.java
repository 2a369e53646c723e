// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.sqlerror;

import dev.faultline.agent.enrich.sqlerror.SqlError.Category;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an error of a database can turn out to be: its category, where it is known more precisely
 * its kind, and whether it may pass by itself.
 */
enum SqlVerdict {
  UNIQUE(Category.INTEGRITY),
  NOT_NULL(Category.INTEGRITY),
  FOREIGN_KEY(Category.INTEGRITY),
  CHECK(Category.INTEGRITY),
  EXCLUSION(Category.INTEGRITY),

  TRUNCATION(Category.DATA),
  OVERFLOW(Category.DATA),

  SYNTAX(Category.PROGRAMMING),
  TABLE_MISSING(Category.PROGRAMMING),
  COLUMN_MISSING(Category.PROGRAMMING),
  CATALOG_MISSING(Category.PROGRAMMING, "database_missing"),
  PRIVILEGE(Category.PROGRAMMING),
  /** By a stored procedure, in a database that counts this among what was programmed. */
  RAISED(Category.PROGRAMMING, "application"),

  DEADLOCK(Category.OPERATIONAL, true),
  SERIALIZATION(Category.OPERATIONAL, true),
  LOCK_TIMEOUT(Category.OPERATIONAL, true),
  QUERY_TIMEOUT(Category.OPERATIONAL, true),
  /** Somebody wanted it to stop. */
  CANCELLED(Category.OPERATIONAL),
  POOL_EXHAUSTED(Category.OPERATIONAL, true),
  TOO_MANY_CONNECTIONS(Category.OPERATIONAL, true),
  CONNECTION_LOST(Category.OPERATIONAL, true),
  CONNECT_FAILED(Category.OPERATIONAL, true),
  SHUTDOWN(Category.OPERATIONAL, true),
  AUTH(Category.OPERATIONAL),
  DATABASE_MISSING(Category.OPERATIONAL),
  DISK_FULL(Category.OPERATIONAL),
  OUT_OF_MEMORY(Category.OPERATIONAL),

  CLOSED(Category.INTERFACE),
  BAD_PARAMETER(Category.INTERFACE),
  NO_DRIVER(Category.INTERFACE),
  UNWRAP(Category.INTERFACE),

  /** Follows from an error before it in the same transaction, and says nothing of its own. */
  SECONDARY(Category.INTERNAL),

  /** By the application's own code in the database. */
  APPLICATION(Category.DATABASE),

  // No more than the category is known.
  INTEGRITY(Category.INTEGRITY, null, false),
  DATA(Category.DATA, null, false),
  PROGRAMMING(Category.PROGRAMMING, null, false),
  OPERATIONAL(Category.OPERATIONAL, null, false),
  OPERATIONAL_PASSING(Category.OPERATIONAL, null, true),
  NOT_SUPPORTED(Category.NOT_SUPPORTED, null, false),
  INTERNAL(Category.INTERNAL, null, false),
  INTERFACE(Category.INTERFACE, null, false),
  DATABASE(Category.DATABASE, null, false);

  final Category category;

  /** Null when not known. */
  final @Nullable String kind;

  final boolean isTransient;

  SqlVerdict(Category category) {
    this(category, false);
  }

  SqlVerdict(Category category, boolean isTransient) {
    this.category = category;
    this.kind = name().toLowerCase(Locale.ROOT);
    this.isTransient = isTransient;
  }

  SqlVerdict(Category category, String kind) {
    this(category, kind, false);
  }

  SqlVerdict(Category category, @Nullable String kind, boolean isTransient) {
    this.category = category;
    this.kind = kind;
    this.isTransient = isTransient;
  }

  /** How much it says: of several exceptions of a chain, the one that says most decides. */
  int weight() {
    if (this == DATABASE) return 0;
    return kind == null || this == SECONDARY || this == POOL_EXHAUSTED ? 1 : 2;
  }
}
