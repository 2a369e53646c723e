// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaTest {
  @TempDir Path folder;

  /** Each version there was, filled, and then opened by this one. */
  @Test
  void directoryOfAnEarlierVersion_opensAndHasWhatItHad() throws Exception {
    String[] all = Schema.SCRIPTS;
    for (int count = 0; count < all.length; count++) {
      Path data = folder.resolve("after-" + count);
      String[] earlier = java.util.Arrays.copyOf(all, count);
      try (Database database = Database.inDirectory(data, earlier)) {
        execute(database, "CREATE TABLE thing (id INT)", "INSERT INTO thing VALUES (7)");
        if (count > 0) execute(database, "INSERT INTO arrived VALUES ('spans', 42)");
      }
      try (Database database = Database.inDirectory(data)) {
        assertThat(number(database, "SELECT id FROM thing")).isEqualTo(7);
        assertThat(number(database, "SELECT COUNT(*) FROM applied_script")).isEqualTo(all.length);
        assertThat(number(database, "SELECT COUNT(*) FROM arrived")).isEqualTo(count > 0 ? 1 : 0);
      }
      Database.inDirectory(data).close(); // nothing is applied twice
    }
  }

  /**
   * What {@link #directoryOfAnEarlierVersion_opensAndHasWhatItHad} cannot see before there are two.
   */
  @Test
  void scriptThatIsNew_isAppliedToWhatIsThere() throws Exception {
    String[] later = {Schema.SCRIPTS[0], "test-later"};
    try (Database database = Database.inDirectory(folder, Schema.SCRIPTS[0])) {
      execute(database, "INSERT INTO arrived VALUES ('spans', 42)");
    }
    try (Database database = Database.inDirectory(folder, later)) {
      assertThat(number(database, "SELECT doubled FROM arrived")).isEqualTo(84);
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

  private static long number(Database database, String sql) throws Exception {
    return database.read(
        connection -> {
          try (Statement statement = connection.createStatement();
              ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
          }
        });
  }
}
