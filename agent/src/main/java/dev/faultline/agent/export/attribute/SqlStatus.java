// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.attribute;

import dev.faultline.bootstrap.subject.Database;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * {@code db.response.status_code} after OpenTelemetry's SQL conventions: some databases are known
 * by their SQLState, others by the vendor's own number.
 */
final class SqlStatus {
  private SqlStatus() {}

  /** Null when the throwable tells none, or is none of SQL's. */
  static @Nullable String of(Throwable error, @Nullable Database database) {
    try {
      if (!(error instanceof SQLException)) return null;
      SQLException sql = (SQLException) error;
      return of(sql.getSQLState(), sql.getErrorCode(), database);
    } catch (Exception | LinkageError e) { // a driver's own override
      return null;
    }
  }

  /**
   * @param vendorCode 0 when there is none
   */
  static @Nullable String of(
      @Nullable String sqlState, int vendorCode, @Nullable Database database) {
    if (vendorCode != 0 && database != null && goesByVendorCode(database.system)) {
      return Integer.toString(vendorCode);
    }
    if (sqlState != null && !sqlState.isEmpty()) return sqlState;
    return vendorCode == 0 ? null : Integer.toString(vendorCode);
  }

  private static boolean goesByVendorCode(String system) {
    switch (system) {
      case "mysql":
      case "mariadb":
      case "oracle.db":
      case "microsoft.sql_server":
      case "ibm.db2":
      case "sqlite":
        return true;
      default:
        return false;
    }
  }
}
