// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Connections that are not made. */
final class SqlConnecting {
  private static final String URL = SqlOddities.URL;

  private SqlConnecting() {}

  static void add(Rows rows) {
    rows.add("connect_refused", connecting("jdbc:h2:tcp://localhost:1/connect_refused", "sa"));
    rows.add("connect_wrongPassword", connecting(URL, "nobody"));
    rows.add("driver_notFound", connecting("jdbc:nosuch:driver_notFound", "sa"));
    rows.add("connectionConstructor_throwsOnce", SqlConnecting::constructorThrowsOnce);
    rows.add("xaConnection_fails", SqlConnecting::xaConnectionFails);
    rows.add("pooledConnection_fails", SqlConnecting::pooledConnectionFails);
  }

  private static Row connecting(String url, String user) {
    return (name, out) -> {
      try {
        DriverManager.getConnection(url, user, "").close();
      } catch (SQLException e) {
        out.say(e.getClass().getName());
      }
    };
  }

  private static void constructorThrowsOnce(String name, Row.Out out) throws SQLException {
    SqlOddities.ThrowsOnce driver = new SqlOddities.ThrowsOnce();
    DriverManager.registerDriver(driver);
    try {
      DriverManager.getConnection("jdbc:odd:shop");
    } catch (IllegalStateException e) {
      out.say("threw " + e.getMessage());
    }
    try (Connection connection = DriverManager.getConnection("jdbc:odd:shop")) {
      SqlUse.attempt(out, each -> SqlUse.run(each, "SELECT * FROM " + name), connection);
    }
    DriverManager.deregisterDriver(driver);
  }

  private static void xaConnectionFails(String name, Row.Out out) {
    try {
      SqlOddities.siblings("jdbc:h2:mem:" + name + ";IFEXISTS=TRUE").getXAConnection();
    } catch (SQLException e) {
      out.say("threw " + e.getMessage());
    }
  }

  private static void pooledConnectionFails(String name, Row.Out out) {
    try {
      SqlOddities.siblings("jdbc:h2:mem:" + name + ";IFEXISTS=TRUE").getPooledConnection();
    } catch (SQLException e) {
      out.say("threw " + e.getMessage());
    }
  }
}
