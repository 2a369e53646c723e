// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
  @TempDir Path folder;

  @Test
  void whatIsWritten_isThereWhenOpenedAgain() throws Exception {
    try (Database database = Database.inDirectory(folder)) {
      execute(database, "CREATE TABLE thing (id INT)", "INSERT INTO thing VALUES (7)");
    }
    try (Database database = Database.inDirectory(folder)) {
      assertThat(sum(database)).isEqualTo(7);
    }
  }

  @Test
  void workThatFails_leavesNothing() throws Exception {
    try (Database database = Database.inMemory()) {
      execute(database, "CREATE TABLE thing (id INT)");
      assertThatThrownBy(() -> execute(database, "INSERT INTO thing VALUES (1)", "INSERT nonsense"))
          .isInstanceOf(java.sql.SQLException.class);
      execute(database, "INSERT INTO thing VALUES (2)");
      assertThat(sum(database)).isEqualTo(2);
    }
  }

  @Test
  void databaseThatEndedItself_comesBackWithItsTables() throws Exception {
    try (Database database = Database.inMemory()) {
      assertThatThrownBy(() -> execute(database, "SHUTDOWN IMMEDIATELY"))
          .isInstanceOf(java.sql.SQLException.class);
      execute(database, "INSERT INTO fault_uid (uid, received) VALUES (1, 2)");
    }
  }

  private static void execute(Database database, String... statements) throws Exception {
    database.write(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            for (String each : statements) statement.execute(each);
          }
        });
  }

  private static int sum(Database database) throws Exception {
    return database.read(
        connection -> {
          try (Statement statement = connection.createStatement();
              ResultSet row = statement.executeQuery("SELECT SUM(id) FROM thing")) {
            row.next();
            return row.getInt(1);
          }
        });
  }
}
