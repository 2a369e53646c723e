// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
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
          .isInstanceOf(SQLException.class);
      execute(database, "INSERT INTO thing VALUES (2)");
      assertThat(sum(database)).isEqualTo(2);
    }
  }

  @Test
  void databaseThatEndedItself_comesBackWithItsTables() throws Exception {
    try (Database database = Database.inMemory()) {
      assertThatThrownBy(() -> execute(database, "SHUTDOWN IMMEDIATELY"))
          .isInstanceOf(SQLException.class);
      execute(database, "INSERT INTO fault_uid (uid, received) VALUES (1, 2)");
    }
  }

  /** What it writes to the file would hold half of the work, should the process be killed then. */
  @Test
  void tidying_waitsForTheEndOfWork() throws Exception {
    try (Database database = Database.inDirectory(folder)) {
      FutureTask<Boolean> tidy = new FutureTask<>(database::tidy);
      Thread other = new Thread(tidy, "tidy");
      database.write(
          connection -> {
            other.start();
            await().until(() -> tidy.isDone() || other.getState() == Thread.State.BLOCKED);
            assertThat(tidy).isNotDone();
          });
      tidy.get(1, TimeUnit.MINUTES);
    }
  }

  /** As above: a state that is written now has half of the work. */
  @Test
  void readers_doNotMakeItWriteBesideWork() throws Exception {
    Path file = folder.resolve("console.mv.db");
    try (Database database = Database.inDirectory(folder)) {
      execute(database, "CREATE TABLE thing (id INT)");
      sum(database); // a connection that is there already; the other is made while work is done
      database.write(
          connection -> {
            connection.createStatement().execute("INSERT INTO thing VALUES (7)");
            byte[] before = bytes(file);
            assertThat(database.<Integer>read(one -> database.read(DatabaseTest::sum))).isZero();
            assertThatThrownBy(() -> database.read(DatabaseTest::divided))
                .isInstanceOf(SQLException.class);
            assertThat(bytes(file)).isEqualTo(before);
          });
      assertThat(sum(database)).isEqualTo(7);
    }
  }

  /** Fails, in a transaction. */
  private static int divided(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeQuery("SELECT 1 / " + sum(connection)).getFetchSize();
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void roomOnTheDisk_isShortBelowAReserveUntilThereIsMore() throws Exception {
    long mib = 1 << 20;
    AtomicLong free = new AtomicLong(100 * mib);
    Embedded engine = Embedded.inDirectory(folder, file -> new long[] {800 * mib, free.get()});
    try (Database database = Database.in(engine, Schema.SCRIPTS)) {
      assertThat(database.noRoom()).isNull();
      free.set(20 * mib);
      assertThat(database.noRoom()).startsWith("the disk of " + folder + " has 20 MiB left");
      execute(database, "INSERT INTO fault_uid (uid, received) VALUES (1, 2)");
      free.set(40 * mib);
      assertThat(database.noRoom()).as("more, but not much").isNotNull();
      free.set(50 * mib);
      assertThat(database.noRoom()).isNull();
      free.set(40 * mib);
      assertThat(database.noRoom()).isNull();
    }
  }

  @Test
  void reserve_isAPartOfASmallDisk() throws Exception {
    long mib = 1 << 20;
    Embedded engine = Embedded.inDirectory(folder, file -> new long[] {40 * mib, 6 * mib});
    try (Database database = Database.in(engine, Schema.SCRIPTS)) {
      assertThat(database.noRoom()).isNull();
    }
  }

  @Test
  void databaseInMemory_asksNoDisk() throws Exception {
    try (Database database = Database.inMemory()) {
      assertThat(database.noRoom()).isNull();
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

  private static int sum(Database database) throws SQLException {
    return database.read(DatabaseTest::sum);
  }

  private static int sum(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT SUM(id) FROM thing")) {
      row.next();
      return row.getInt(1);
    }
  }
}
