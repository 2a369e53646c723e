// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

import dev.faultline.testapps.faults.SqlOddities.Layer;
import dev.faultline.testapps.faults.SqlOddities.Questioned;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Calls that fail behind layers which are not as they should be. */
final class SqlLayers {
  private SqlLayers() {}

  static void add(Rows rows) {
    rows.add("sameExceptionThroughThreeLayers_isToldOnce", SqlLayers::threeLayers);
    rows.add(
        "getMetaData_throwsRuntimeException_doesNotSilenceLaterFailures",
        SqlLayers::metaDataThrows);
    rows.add("proxyConnection_withoutUnwrap", SqlLayers::proxyWithoutUnwrap);
    rows.add("unwrap_returnsAnotherInstanceFirst", SqlLayers::questioned);
    rows.add("isWrapperFor_throws", SqlLayers::questioned);
    rows.add("driver_neverAskedForMetaData", SqlLayers::questioned);
  }

  private static void threeLayers(String name, Row.Out out) throws SQLException {
    try (Connection connection = new Layer(new Layer(new Layer(SqlOddities.h2())))) {
      SqlUse.attempt(out, each -> SqlUse.run(each, "SELECT * FROM " + name), connection);
    }
  }

  private static void metaDataThrows(String name, Row.Out out) throws SQLException {
    try (Questioned connection = new Questioned(SqlOddities.h2())) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("VALUES 1");
      }
      SqlUse.attempt(out, each -> SqlUse.run(each, "SELECT * FROM " + name), connection);
    }
  }

  private static void proxyWithoutUnwrap(String name, Row.Out out) throws SQLException {
    try (Connection connection = SqlOddities.proxy(SqlOddities.h2())) {
      SqlUse.attempt(out, each -> SqlUse.run(each, "SELECT * FROM " + name), connection);
    }
  }

  private static void questioned(String name, Row.Out out) throws SQLException {
    try (Questioned connection = new Questioned(SqlOddities.h2())) {
      SqlUse.attempt(out, each -> SqlUse.run(each, "SELECT * FROM " + name), connection);
      out.say("asked " + connection.asked);
    }
  }
}
