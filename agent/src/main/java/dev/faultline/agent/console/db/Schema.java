// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.db;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;

/**
 * The scripts that make the tables, in the order in which they were written. A script that was
 * published is never changed: what is new is a script of its own, so that a database of an earlier
 * version becomes one of this.
 */
final class Schema {
  static final String[] SCRIPTS = {
    "01-faults-and-traces",
    "02-metrics",
    "03-alerts",
    "04-untold",
    "05-loose-lines",
    "06-regressions",
    "07-half-told"
  };

  private Schema() {}

  static void bringUpToDate(Connection connection, String... scripts)
      throws SQLException, IOException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE IF NOT EXISTS applied_script (name VARCHAR PRIMARY KEY)");
      Set<String> applied = new HashSet<>();
      try (ResultSet rows = statement.executeQuery("SELECT name FROM applied_script")) {
        while (rows.next()) applied.add(rows.getString(1));
      }
      for (String each : scripts) {
        if (!applied.contains(each)) apply(each, connection, statement);
      }
    }
    connection.commit();
  }

  private static void apply(String name, Connection connection, Statement statement)
      throws SQLException, IOException {
    for (String each : text(name).split(";\\s*(\n|$)")) {
      if (!each.trim().isEmpty()) statement.execute(each);
    }
    try (PreparedStatement done =
        connection.prepareStatement("INSERT INTO applied_script (name) VALUES (?)")) {
      done.setString(1, name);
      done.executeUpdate();
    }
  }

  private static String text(String name) throws IOException {
    try (InputStream in = Schema.class.getResourceAsStream(name + ".sql")) {
      if (in == null) throw new IOException("the jar lacks " + name + ".sql");
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      for (int count; (count = in.read(buffer)) > 0; ) out.write(buffer, 0, count);
      return new String(out.toByteArray(), StandardCharsets.UTF_8);
    }
  }
}
