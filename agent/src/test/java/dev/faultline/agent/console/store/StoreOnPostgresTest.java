// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.agent.console.db.Database;
import dev.faultline.agent.console.store.fault.FaultGroupsTest;
import dev.faultline.agent.console.store.fault.FaultListTest;
import dev.faultline.agent.console.store.fault.GroupStatusTest;
import dev.faultline.agent.console.store.table.StoreFailure;
import dev.faultline.agent.console.store.trace.LooseLinesTest;
import dev.faultline.agent.console.store.trace.TracesTest;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.Driver;

/** The same on a PostgreSQL server, which is started for it. */
class StoreOnPostgresTest {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static EmbeddedPostgres postgres;
  private static Path driver;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws Exception {
    driver = Path.of(Driver.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    postgres = EmbeddedPostgres.builder().start();
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  private static Database fresh() throws Exception {
    return Database.onPostgres(empty(), "postgres", null, driver);
  }

  @Nested
  class Writing extends StoreTest {
    @Override
    protected Database open() throws Exception {
      return fresh();
    }
  }

  @Nested
  class Letting extends RetentionTest {
    @Override
    protected Database open() throws Exception {
      return fresh();
    }
  }

  @Nested
  class Groups extends FaultGroupsTest {
    @Override
    protected Database open() throws Exception {
      return fresh();
    }
  }

  @Nested
  class Lists extends FaultListTest {
    @Override
    protected Database open() throws Exception {
      return fresh();
    }
  }

  @Nested
  class Statuses extends GroupStatusTest {
    @Override
    protected Database open() throws Exception {
      return fresh();
    }
  }

  @Nested
  class Traces extends TracesTest {
    @Override
    protected Database open() throws Exception {
      return fresh();
    }
  }

  @Nested
  class Lines extends LooseLinesTest {
    @Override
    protected Database open() throws Exception {
      return fresh();
    }
  }

  /** Of a database that is new. */
  private static String empty() throws SQLException {
    String name = "console" + NUMBER.incrementAndGet();
    execute("CREATE DATABASE " + name);
    return postgres.getJdbcUrl("postgres", name);
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void secondConsole_isRefusedUntilTheFirstHasEnded() throws Exception {
    String url = empty();
    try (Database first = Database.onPostgres(url, "postgres", null, driver)) {
      assertThat(first.bytes()).isPositive();
      assertThatThrownBy(() -> Database.onPostgres(url, "postgres", null, driver))
          .isInstanceOf(IOException.class)
          .hasMessage("another console has this database open; stop it, or choose another");
    }
    Database.onPostgres(url, "postgres", null, driver).close();
  }

  @Test
  void connectionThatWasCut_isMadeAnew() throws Exception {
    Store store = new Store(fresh());
    store.write(Sent.batch(Sent.fault(Sent.source("shop", "", ""), "aa", "1")));
    execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            + " WHERE application_name='faultline-console'");
    assertThatThrownBy(
            () -> store.write(Sent.batch(Sent.fault(Sent.source("shop", "", ""), "aa", "2"))))
        .isInstanceOf(StoreFailure.class);
    store.write(Sent.batch(Sent.fault(Sent.source("shop", "", ""), "aa", "2")));
    assertThat(store.fault("aa").head.count).isEqualTo(2);
    store.close();
  }

  @Test
  void jarWithoutDriver_isSaid() throws Exception {
    Path none = Files.createFile(folder.resolve("none.jar"));
    assertThatThrownBy(() -> Database.onPostgres("jdbc:postgresql:x", null, null, none))
        .isInstanceOf(IOException.class)
        .hasMessage("there is no JDBC driver in " + none);
    Path absent = folder.resolve("absent.jar");
    assertThatThrownBy(() -> Database.onPostgres("jdbc:postgresql:x", null, null, absent))
        .isInstanceOf(IOException.class)
        .hasMessage("cannot read the driver " + absent);
  }
}
