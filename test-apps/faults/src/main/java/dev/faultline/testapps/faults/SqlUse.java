// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Something done to a connection. */
interface SqlUse {
  void of(Connection connection) throws SQLException;

  static void attempt(Row.Out out, SqlUse use, Connection connection) {
    try {
      use.of(connection);
      out.say("worked");
    } catch (SQLException | RuntimeException e) {
      out.say(e.getClass().getName() + " " + e.getMessage());
    }
  }

  static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
