// SPDX-License-Identifier: Apache-2.0
package dev.faultline.exporters;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Statements with values that are nobody's business, of {@link Leaks}. */
final class Statements {
  private final DataSource database;

  Statements(DataSource database) {
    this.database = database;
  }

  void create() throws SQLException {
    execute("CREATE TABLE vault (id INT PRIMARY KEY, name VARCHAR(40))");
    execute("INSERT INTO vault VALUES (0, 'planted30'), (4711, 'planted31') -- planted32");
    execute("/* user=planted33 */ SELECT * FROM vault WHERE name = 'planted34'");
    execute("CREATE USER harmless PASSWORD 'planted35'");
    execute("SELECT $$planted36$$, X'00', 'it''s planted37' FROM vault");
  }

  /** A run of equal ones, and each kind of failure. */
  void fail() throws SQLException {
    for (int i = 0; i < 5; i++) execute("SELECT 'planted38', " + i + " FROM vault");
    try (Connection connection = database.getConnection();
        PreparedStatement insert = connection.prepareStatement("INSERT INTO vault VALUES (?, ?)")) {
      insert.setInt(1, 1);
      insert.setString(2, "planted39");
      insert.executeUpdate();
      fails(insert::executeUpdate);
      insert.setString(2, "planted40 which is far too long for a name of forty characters");
      insert.setInt(1, 2);
      insert.addBatch();
      fails(insert::executeBatch);
    }
    fails(() -> execute("INSERT INTO vault VALUES (0, 'planted41')"));
    fails(() -> execute("SELEC 'planted42' FROM vault WHERE pin = 'planted43'"));
    fails(() -> execute("SELECT CAST('planted44' AS INT)"));
    execute("INSERT INTO vault VALUES (0, 'planted45')");
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void fails(Call call) {
    try {
      call.run();
    } catch (SQLException e) {
      return; // told by the call itself
    }
    throw new IllegalStateException("did not fail");
  }

  private interface Call {
    void run() throws SQLException;
  }
}
