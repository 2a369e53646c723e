// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.sqlerror;

import org.jspecify.annotations.Nullable;

/** What kind of error a database, its driver or its pool has told. Immutable. */
public final class SqlError {
  /** Python's DB-API names, which Django made widely known. */
  public enum Category {
    INTEGRITY("IntegrityError"),
    OPERATIONAL("OperationalError"),
    DATA("DataError"),
    PROGRAMMING("ProgrammingError"),
    NOT_SUPPORTED("NotSupportedError"),
    INTERNAL("InternalError"),
    /** Misuse of the driver; the database was not asked. */
    INTERFACE("InterfaceError"),
    /** None of the above, or not known. */
    DATABASE("DatabaseError");

    public final String text;

    Category(String text) {
      this.text = text;
    }
  }

  /** SQLState; null when there is none. */
  public final @Nullable String state;

  /** The database's own number; 0 when there is none. */
  public final int vendorCode;

  public final Category category;

  /** More precisely, such as "unique", "deadlock" or "pool_exhausted"; null when not known. */
  public final @Nullable String kind;

  /** Whether the same may well succeed when it is tried again. */
  public final boolean isTransient;

  public SqlError(
      @Nullable String state,
      int vendorCode,
      Category category,
      @Nullable String kind,
      boolean isTransient) {
    this.state = state;
    this.vendorCode = vendorCode;
    this.category = category;
    this.kind = kind;
    this.isTransient = isTransient;
  }
}
