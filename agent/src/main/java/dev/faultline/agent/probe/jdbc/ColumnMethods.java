// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.jdbc;

/** What rows and callable statements have a getter for: the types of columns. */
final class ColumnMethods {
  private ColumnMethods() {}

  static String[] getters() {
    return new String[] {
      "getArray",
      "getAsciiStream",
      "getBigDecimal",
      "getBinaryStream",
      "getBlob",
      "getBoolean",
      "getByte",
      "getBytes",
      "getCharacterStream",
      "getClob",
      "getDate",
      "getDouble",
      "getFloat",
      "getInt",
      "getLong",
      "getNCharacterStream",
      "getNClob",
      "getNString",
      "getObject",
      "getRef",
      "getRowId",
      "getSQLXML",
      "getShort",
      "getString",
      "getTime",
      "getTimestamp",
      "getURL",
      "getUnicodeStream"
    };
  }
}
