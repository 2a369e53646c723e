// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.attribute;

import dev.faultline.agent.enrich.sqlerror.SqlError;
import dev.faultline.bootstrap.subject.Database;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes what a database has told of a failure. */
final class SqlErrorAttributes {
  private static final Key STATE = new Key("faultline.sql.state");
  private static final Key VENDOR_CODE = new Key("faultline.sql.vendor_code");
  private static final Key CATEGORY = new Key("faultline.sql.category");
  private static final Key KIND = new Key("faultline.sql.kind");
  private static final Key TRANSIENT = new Key("faultline.sql.transient");

  private final AttributeWriter attributes;

  SqlErrorAttributes(AttributeWriter attributes) {
    this.attributes = attributes;
  }

  void encode(SqlError sql, @Nullable Database database) throws IOException {
    attributes.put(Keys.DB_STATUS, SqlStatus.of(sql.state, sql.vendorCode, database));
    attributes.put(STATE, sql.state);
    attributes.put(VENDOR_CODE, sql.vendorCode);
    attributes.put(CATEGORY, sql.category.text);
    attributes.put(KIND, sql.kind);
    attributes.put(TRANSIENT, sql.isTransient);
  }
}
