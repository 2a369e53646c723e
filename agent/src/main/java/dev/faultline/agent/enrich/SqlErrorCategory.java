// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells what kind of error a database has told. */
final class SqlErrorCategory {
  private SqlErrorCategory() {}

  /**
   * Null when there is no SQLException in the chain.
   *
   * @param system the database by OpenTelemetry's name, or null when it is not known
   */
  static @Nullable SqlError of(List<Thrown> chain, @Nullable String system) {
    for (Thrown each : chain) {
      SqlThrown sql = each.sql();
      if (sql.isSql) {
        return new SqlError(sql.state, sql.vendorCode, SqlError.Category.DATABASE, null, false);
      }
    }
    return null;
  }
}
