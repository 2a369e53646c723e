// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.sqlerror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.microsoft.sqlserver.jdbc.SQLServerException;
import com.mysql.cj.exceptions.MysqlErrorNumbers;
import com.mysql.cj.jdbc.exceptions.SQLError;
import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.enrich.scrub.Scrubber;
import dev.faultline.agent.enrich.thrown.CauseChain;
import dev.faultline.agent.enrich.thrown.Thrown;
import java.lang.reflect.Constructor;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mariadb.jdbc.Configuration;
import org.mariadb.jdbc.HostAddress;
import org.mariadb.jdbc.export.ExceptionFactory;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;

/**
 * What real drivers throw: four in memory, and four whose exceptions are made as they make them.
 */
class SqlErrorOfDriversTest {
  private static final List<String> SCHEMA =
      List.of(
          "create table customer (id int primary key, email varchar(20) unique not null,"
              + " age int check (age > 0))",
          "create table orders (id int primary key, customer int not null,"
              + " foreign key (customer) references customer (id))",
          "insert into customer values (1, 'ann@shop', 30)");

  private Connection connection;

  @AfterEach
  void close() throws SQLException {
    if (connection != null && !connection.isClosed()) connection.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"h2", "hsqldb", "derby", "sqlite"})
  void inMemory_everyKindIsTold(String database) throws SQLException {
    connection = open(database);
    assertKind(database, "insert into customer values (1, 'bob@shop', 30)", "unique");
    assertKind(database, "insert into customer values (2, 'ann@shop', 30)", "unique");
    assertKind(database, "insert into customer values (2, null, 30)", "not_null");
    assertKind(database, "insert into customer values (2, 'bob@shop', -1)", "check");
    assertKind(database, "insert into orders values (1, 99)", "foreign_key");
    assertKind(database, "selec * from customer", "syntax");
    assertCategory(database, "select * from nobody", "ProgrammingError");
    assertCategory(database, "select nowhere from customer", "ProgrammingError");
    // HSQLDB says the same of a missing table and of a missing privilege.
    if (!database.equals("hsqldb")) {
      assertKind(database, "select * from nobody", "table_missing");
      assertKind(database, "select nowhere from customer", "column_missing");
    }
    // SQLite has no lengths.
    if (!database.equals("sqlite")) {
      String tooLong = "insert into customer values (2, 'a far too long address', 30)";
      assertKind(database, tooLong, "truncation");
    }
    misuse(database);
  }

  @ParameterizedTest
  @ValueSource(strings = {"h2", "hsqldb", "derby", "sqlite"})
  void inMemory_messagesAreScrubbedOfData(String database) throws SQLException {
    connection = open(database);
    Scrubber scrubber = Scrubber.of(AgentConfig.of(Map.of()));
    for (String sql :
        List.of(
            "insert into customer values (1, 'secret@shop', 4711)",
            "insert into customer values (2, 'ann@shop', 4711)",
            "insert into customer values (4711, null, 4712)",
            "insert into customer values (4711, 'secret@shop', -4712)",
            "insert into customer values (4711, 'a secret that is far too long', 4712)",
            "insert into customer values ('secret', 'secret', 'secret')",
            "insert into orders values (4711, 4712)",
            "selec * from customer where email = 'secret' and age = 4711",
            "select * from customer where email = 'secret and age = 4711",
            "select * from customer\nwhere email = 'secret' und age = 4711")) {
      Throwable thrown = failure(sql);
      if (thrown == null) continue; // SQLite takes what others do not
      assertThat(scrubber.message(thrown.getMessage(), true))
          .as("%s", thrown)
          .doesNotContain("secret", "ann@shop", "4711", "4712");
    }
  }

  private void misuse(String database) throws SQLException {
    Statement closed = connection.createStatement();
    closed.close();
    // SQLite's closed statement still runs, and its wrong index is an ArrayIndexOutOfBounds.
    if (!database.equals("sqlite")) {
      assertMisuse(database, catchThrowable(() -> closed.executeQuery("select 1")));
      try (PreparedStatement statement =
          connection.prepareStatement("select * from customer where id = ?")) {
        assertMisuse(database, catchThrowable(() -> setAndRun(statement)));
      }
    }
    connection.close();
    assertMisuse(database, catchThrowable(connection::createStatement));
  }

  private static void setAndRun(PreparedStatement statement) throws SQLException {
    statement.setInt(2, 1);
    statement.executeQuery();
  }

  @Test
  void noDriver_isMisuse() {
    assertMisuse(null, catchThrowable(() -> DriverManager.getConnection("jdbc:nobody:x")));
  }

  @ParameterizedTest
  @CsvSource({
    "23505, IntegrityError, unique",
    "57014, OperationalError, cancelled",
    "3D000, ProgrammingError, database_missing",
    "HV000, OperationalError,",
    "25P02, InternalError, secondary"
  })
  void postgres_serverErrors(String state, String category, String kind) {
    PSQLException thrown =
        new PSQLException(new ServerErrorMessage("SERROR\0C" + state + "\0Mfailed\0"));
    assertError(of(thrown, null), category, kind);
  }

  @Test
  void postgres_driverErrors() {
    PSQLException closed =
        new PSQLException("This connection has been closed.", PSQLState.CONNECTION_DOES_NOT_EXIST);
    assertError(of(closed, null), "InterfaceError", "closed");
    PSQLException broken =
        new PSQLException(
            "An I/O error occurred while sending to the backend.", PSQLState.CONNECTION_FAILURE);
    assertError(of(broken, null), "OperationalError", "connection_lost");
  }

  @ParameterizedTest
  @CsvSource({
    MysqlErrorNumbers.ER_DUP_ENTRY + ", 23000, IntegrityError, unique",
    MysqlErrorNumbers.ER_LOCK_DEADLOCK + ", 40001, OperationalError, deadlock",
    MysqlErrorNumbers.ER_LOCK_WAIT_TIMEOUT + ", HY000, OperationalError, lock_timeout",
    MysqlErrorNumbers.ER_NO_SUCH_TABLE + ", 42S02, ProgrammingError, table_missing",
    MysqlErrorNumbers.ER_ACCESS_DENIED_ERROR + ", 28000, OperationalError, auth"
  })
  void mysql(int code, String state, String category, String kind) {
    SQLException thrown = SQLError.createSQLException("failed", state, code, false, null);
    assertError(of(thrown, "mysql"), category, kind);
  }

  @ParameterizedTest
  @CsvSource({
    "1062, 23000, IntegrityError, unique",
    "1213, 40001, OperationalError, deadlock",
    "1205, HY000, OperationalError, lock_timeout",
    "4025, 23000, IntegrityError, check"
  })
  void mariadb(int code, String state, String category, String kind) throws SQLException {
    Configuration configuration = Configuration.parse("jdbc:mariadb://localhost/shop");
    SQLException thrown =
        new ExceptionFactory(configuration, HostAddress.from("localhost", 3306))
            .create("failed", state, code);
    assertError(of(thrown, null), category, kind);
  }

  @ParameterizedTest
  @CsvSource({
    "2627, IntegrityError, unique",
    "1205, OperationalError, deadlock",
    "208, ProgrammingError, table_missing",
    "8152, DataError, truncation"
  })
  void sqlServer(int code, String category, String kind) throws Exception {
    Constructor<SQLServerException> ofServerError =
        SQLServerException.class.getDeclaredConstructor(
            Object.class, String.class, String.class, int.class, boolean.class);
    ofServerError.setAccessible(true);
    SQLException thrown = ofServerError.newInstance(null, "failed", "S0001", code, false);
    assertError(of(thrown, null), category, kind);
  }

  private static Connection open(String database) throws SQLException {
    Connection connection = DriverManager.getConnection(url(database));
    try (Statement statement = connection.createStatement()) {
      if (database.equals("sqlite")) statement.execute("pragma foreign_keys = on");
      for (String each : SCHEMA) statement.execute(each);
    }
    return connection;
  }

  private static String url(String database) {
    String name = "kinds" + System.nanoTime();
    switch (database) {
      case "h2":
        return "jdbc:h2:mem:" + name;
      case "hsqldb":
        return "jdbc:hsqldb:mem:" + name;
      case "derby":
        System.setProperty("derby.stream.error.field", "java.lang.System.err");
        return "jdbc:derby:memory:" + name + ";create=true";
      default:
        return "jdbc:sqlite::memory:";
    }
  }

  private static String system(String database) {
    return database.equals("h2") ? "h2database" : database;
  }

  private void assertKind(String database, String sql, String kind) {
    assertThat(of(failure(sql), system(database)).kind).as(sql).isEqualTo(kind);
  }

  private void assertCategory(String database, String sql, String category) {
    assertThat(of(failure(sql), system(database)).category.text).as(sql).isEqualTo(category);
  }

  private Throwable failure(String sql) {
    return catchThrowable(
        () -> {
          try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
          }
        });
  }

  private static void assertMisuse(String database, Throwable thrown) {
    SqlError error = of(thrown, database == null ? null : system(database));
    assertThat(error.category.text).as("%s", thrown).isEqualTo("InterfaceError");
  }

  private static void assertError(SqlError error, String category, String kind) {
    assertThat(error.category.text).isEqualTo(category);
    assertThat(error.kind).isEqualTo(kind);
  }

  private static SqlError of(Throwable thrown, String system) {
    return SqlErrorCategory.of(CauseChain.of(Thrown.of(thrown)), system);
  }
}
