// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.sqlerror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.enrich.sqlerror.SqlError.Category;
import dev.faultline.agent.enrich.thrown.CauseChain;
import dev.faultline.agent.enrich.thrown.Thrown;
import java.sql.BatchUpdateException;
import java.sql.DataTruncation;
import java.sql.SQLClientInfoException;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.transaction.xa.XAException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SqlErrorCategoryTest {
  private static final boolean PASSES = true;

  // By SQLState alone

  @ParameterizedTest
  @CsvSource({
    "08000, OPERATIONAL, connection_lost, true",
    "08001, OPERATIONAL, connect_failed, true",
    "08S01, OPERATIONAL, connection_lost, true",
    "0A000, NOT_SUPPORTED,, false",
    "20000, PROGRAMMING,, false",
    "21000, PROGRAMMING,, false",
    "22012, DATA,, false",
    "22001, DATA, truncation, false",
    "22003, DATA, overflow, false",
    "23000, INTEGRITY,, false",
    "23502, INTEGRITY, not_null, false",
    "23503, INTEGRITY, foreign_key, false",
    "23505, INTEGRITY, unique, false",
    "23514, INTEGRITY, check, false",
    "23P01, INTEGRITY, exclusion, false",
    "24000, INTERNAL,, false",
    "25001, INTERNAL,, false",
    "26000, PROGRAMMING,, false",
    "27000, OPERATIONAL,, false",
    "28000, OPERATIONAL, auth, false",
    "2B000, INTERNAL,, false",
    "2D000, INTERNAL,, false",
    "2F000, OPERATIONAL,, false",
    "34000, PROGRAMMING,, false",
    "38000, OPERATIONAL,, false",
    "39000, OPERATIONAL,, false",
    "3B000, OPERATIONAL,, false",
    "3D000, PROGRAMMING,, false",
    "3F000, PROGRAMMING,, false",
    "40000, OPERATIONAL,, true",
    "40001, OPERATIONAL, serialization, true",
    "40P01, OPERATIONAL, deadlock, true",
    "42000, PROGRAMMING,, false",
    "42601, PROGRAMMING, syntax, false",
    "42501, PROGRAMMING, privilege, false",
    "42S02, PROGRAMMING, table_missing, false",
    "42S22, PROGRAMMING, column_missing, false",
    "44000, PROGRAMMING,, false",
    "45000, DATABASE, application, false",
    "53000, OPERATIONAL,, false",
    "53100, OPERATIONAL, disk_full, false",
    "53300, OPERATIONAL, too_many_connections, true",
    "54000, OPERATIONAL,, false",
    "55000, OPERATIONAL,, false",
    "57000, OPERATIONAL,, false",
    "57014, OPERATIONAL, cancelled, false",
    "58000, OPERATIONAL,, false",
    "XX000, INTERNAL,, false",
    "07002, PROGRAMMING,, false",
    "07001, INTERFACE, bad_parameter, false",
    "07009, INTERFACE, bad_parameter, false",
    "HYC00, NOT_SUPPORTED,, false",
    "IM001, NOT_SUPPORTED,, false",
    "HYT00, OPERATIONAL, query_timeout, true",
    "HYT01, OPERATIONAL, query_timeout, true",
    "70100, OPERATIONAL, cancelled, false",
    // no errors, or nothing that says what
    "01000, DATABASE,, false",
    "02000, DATABASE,, false",
    "00000, DATABASE,, false",
    "HY000, DATABASE,, false",
    "S0001, DATABASE,, false",
    "99999, DATABASE,, false",
    // one letter stands for a class in PostgreSQL only
    "F0000, DATABASE,, false",
    "HV000, DATABASE,, false",
    "P0002, DATABASE,, false",
    "X0001, DATABASE,, false",
    ", DATABASE,, false",
    "'', DATABASE,, false",
    "2, DATABASE,, false"
  })
  void state_saysWhatItIs(String state, Category category, String kind, boolean passing) {
    assertError(of(new SQLException("x", state), null), category, kind, passing);
  }

  // By the database's own codes

  @ParameterizedTest
  @CsvSource({
    "23502, INTEGRITY, not_null, false",
    "23503, INTEGRITY, foreign_key, false",
    "23505, INTEGRITY, unique, false",
    "23514, INTEGRITY, check, false",
    "23P01, INTEGRITY, exclusion, false",
    "40001, OPERATIONAL, serialization, true",
    "40P01, OPERATIONAL, deadlock, true",
    "55P03, OPERATIONAL, lock_timeout, true",
    "57014, OPERATIONAL, cancelled, false",
    "57P01, OPERATIONAL, shutdown, true",
    "57P02, OPERATIONAL, shutdown, true",
    "57P03, OPERATIONAL, shutdown, true",
    "53300, OPERATIONAL, too_many_connections, true",
    "53100, OPERATIONAL, disk_full, false",
    "53200, OPERATIONAL, out_of_memory, false",
    "25P02, INTERNAL, secondary, false",
    "28P01, OPERATIONAL, auth, false",
    "3D000, PROGRAMMING, database_missing, false",
    "42P01, PROGRAMMING, table_missing, false",
    "42703, PROGRAMMING, column_missing, false",
    "42601, PROGRAMMING, syntax, false",
    "42501, PROGRAMMING, privilege, false",
    "08001, OPERATIONAL, connect_failed, true",
    "08003, OPERATIONAL, connection_lost, true",
    "08006, OPERATIONAL, connection_lost, true",
    "F0001, OPERATIONAL,, false",
    "HV000, OPERATIONAL,, false",
    "P0001, PROGRAMMING, application, false",
    "P0002, PROGRAMMING,, false",
    "XX000, INTERNAL,, false",
    "22P02, DATA,, false"
  })
  void postgres(String state, Category category, String kind, boolean passing) {
    assertError(of(new SQLException("x", state), "postgresql"), category, kind, passing);
    assertError(of(new SQLException("x", state), "cockroachdb"), category, kind, passing);
  }

  @Test
  void postgres_tellsATimeoutFromACancel() {
    SQLException timeout =
        new SQLException("ERROR: canceling statement due to statement timeout", "57014");
    SQLException cancel =
        new SQLException("ERROR: canceling statement due to user request", "57014");
    assertError(of(timeout, "postgresql"), Category.OPERATIONAL, "query_timeout", PASSES);
    assertError(of(cancel, "postgresql"), Category.OPERATIONAL, "cancelled", false);
  }

  @ParameterizedTest
  @CsvSource({
    "HY000, 1205, OPERATIONAL, lock_timeout, true",
    "HY000, 3572, OPERATIONAL, lock_timeout, true",
    "HY000, 3024, OPERATIONAL, query_timeout, true",
    "HY000, 3819, INTEGRITY, check, false",
    "23000, 4025, INTEGRITY, check, false",
    "HY000, 1364, INTEGRITY, not_null, false",
    "HY000, 1366, DATA,, false",
    "HY000, 1114, OPERATIONAL, disk_full, false",
    "HY000, 1041, OPERATIONAL, out_of_memory, false",
    "HY000, 1290, OPERATIONAL,, false",
    "HY000, 1030, OPERATIONAL,, false",
    "HY000, 1021, OPERATIONAL, disk_full, false",
    "HY000, 1569, INTEGRITY, unique, false",
    "23000, 1062, INTEGRITY, unique, false",
    "23000, 1586, INTEGRITY, unique, false",
    "23000, 1048, INTEGRITY, not_null, false",
    "23000, 1451, INTEGRITY, foreign_key, false",
    "23000, 1452, INTEGRITY, foreign_key, false",
    "23000, 1216, INTEGRITY, foreign_key, false",
    "23000, 1217, INTEGRITY, foreign_key, false",
    "40001, 1213, OPERATIONAL, deadlock, true",
    "08004, 1040, OPERATIONAL, too_many_connections, true",
    "28000, 1045, OPERATIONAL, auth, false",
    "28000, 1698, OPERATIONAL, auth, false",
    "42000, 1044, PROGRAMMING, privilege, false",
    "42000, 1142, PROGRAMMING, privilege, false",
    "42000, 1227, PROGRAMMING, privilege, false",
    "42S02, 1146, PROGRAMMING, table_missing, false",
    "42S22, 1054, PROGRAMMING, column_missing, false",
    "42000, 1064, PROGRAMMING, syntax, false",
    "22001, 1406, DATA, truncation, false",
    "22003, 1264, DATA, overflow, false",
    "22007, 1292, DATA,, false",
    "22003, 1690, DATA, overflow, false",
    "70100, 1317, OPERATIONAL, cancelled, false",
    "08S01, 1053, OPERATIONAL, shutdown, true",
    "08S01, 0, OPERATIONAL, connection_lost, true",
    "45000, 1644, DATABASE, application, false",
    "S1009, 0, INTERFACE,, false",
    "HY000, 9999, DATABASE,, false"
  })
  void mysql(String state, int code, Category category, String kind, boolean passing) {
    assertError(of(new SQLException("x", state, code), "mysql"), category, kind, passing);
    assertError(of(new SQLException("x", state, code), "mariadb"), category, kind, passing);
  }

  @ParameterizedTest
  @CsvSource({
    "23000, 2601, INTEGRITY, unique, false",
    "23000, 2627, INTEGRITY, unique, false",
    "23000, 515, INTEGRITY, not_null, false",
    "S0001, 544, INTEGRITY,, false",
    "40001, 1205, OPERATIONAL, deadlock, true",
    "S0051, 1222, OPERATIONAL, lock_timeout, true",
    "S0002, 3960, OPERATIONAL, serialization, true",
    "22001, 8152, DATA, truncation, false",
    "S0001, 2628, DATA, truncation, false",
    "S0002, 8115, DATA, overflow, false",
    "S0001, 8134, DATA,, false",
    "S0002, 220, DATA, overflow, false",
    "S0001, 241, DATA,, false",
    "S0003, 242, DATA,, false",
    "S0001, 245, DATA,, false",
    "S0005, 8114, DATA,, false",
    "S0001, 102, PROGRAMMING, syntax, false",
    "S0001, 105, PROGRAMMING, syntax, false",
    "S0001, 156, PROGRAMMING, syntax, false",
    "S0001, 170, PROGRAMMING, syntax, false",
    "S0001, 207, PROGRAMMING, column_missing, false",
    "S0002, 208, PROGRAMMING, table_missing, false",
    "S0001, 209, PROGRAMMING,, false",
    "S0062, 2812, PROGRAMMING,, false",
    "S0001, 4121, PROGRAMMING,, false",
    "S0002, 8144, PROGRAMMING,, false",
    "S0004, 201, PROGRAMMING,, false",
    "S0005, 229, PROGRAMMING, privilege, false",
    "S0001, 230, PROGRAMMING, privilege, false",
    "S0001, 262, PROGRAMMING, privilege, false",
    "S0001, 4060, OPERATIONAL, database_missing, false",
    "S0001, 18456, OPERATIONAL, auth, false",
    "S0001, 18452, OPERATIONAL, auth, false",
    "08S01, 233, OPERATIONAL, connection_lost, true",
    "08S01, 10053, OPERATIONAL, connection_lost, true",
    "08S01, 10054, OPERATIONAL, connection_lost, true",
    "08S01, 10060, OPERATIONAL, connect_failed, true",
    "S0001, 40197, OPERATIONAL,, true",
    "S0001, 40501, OPERATIONAL,, true",
    "S0001, 40613, OPERATIONAL,, true",
    "S0001, 49918, OPERATIONAL,, true",
    "S0001, 49919, OPERATIONAL,, true",
    "S0001, 49920, OPERATIONAL,, true",
    "S0123, 701, OPERATIONAL, out_of_memory, false",
    "S0001, 802, OPERATIONAL, out_of_memory, false",
    "S0002, 1105, OPERATIONAL, disk_full, false",
    "S0001, 1101, OPERATIONAL, disk_full, false",
    "S0004, 9002, OPERATIONAL, disk_full, false",
    "S0001, 823, INTERNAL,, false",
    "S0002, 824, INTERNAL,, false",
    "HY008, 0, OPERATIONAL, cancelled, false",
    "S0001, 50000, DATABASE, application, false",
    "S0001, 51234, DATABASE, application, false",
    "S0001, 9999, DATABASE,, false"
  })
  void sqlServer(String state, int code, Category category, String kind, boolean passing) {
    SQLException thrown = new SQLException("x", state, code);
    assertError(of(thrown, "microsoft.sql_server"), category, kind, passing);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "foreign_key | The INSERT statement conflicted with the FOREIGN KEY constraint \"FK_CHECKOUT\".",
        "foreign_key | The DELETE statement conflicted with the REFERENCE constraint \"CK_CHECK\".",
        "check | The INSERT statement conflicted with the CHECK constraint \"CK_REFERENCE\".",
        "check | Die INSERT-Anweisung steht in Konflikt mit der CHECK-Einschränkung \"CK_A\"."
      })
  void sqlServer_tellsConflictsApart(String kind, String message) {
    SQLException thrown = new SQLException(message, "23000", 547);
    assertError(of(thrown, "microsoft.sql_server"), Category.INTEGRITY, kind, false);
  }

  @ParameterizedTest
  @CsvSource({
    "23000, 1, INTEGRITY, unique, false",
    "23000, 1400, INTEGRITY, not_null, false",
    "72000, 1407, INTEGRITY, not_null, false",
    "23000, 2290, INTEGRITY, check, false",
    "23000, 2291, INTEGRITY, foreign_key, false",
    "23000, 2292, INTEGRITY, foreign_key, false",
    "61000, 60, OPERATIONAL, deadlock, true",
    "61000, 54, OPERATIONAL, lock_timeout, true",
    "99999, 30006, OPERATIONAL, lock_timeout, true",
    "72000, 8177, OPERATIONAL, serialization, true",
    "42000, 900, PROGRAMMING, syntax, false",
    "42000, 933, PROGRAMMING, syntax, false",
    "42000, 955, PROGRAMMING,, false",
    "42000, 999, PROGRAMMING,, false",
    "65000, 6550, PROGRAMMING, syntax, false",
    "99999, 17006, PROGRAMMING, column_missing, false",
    "42000, 942, PROGRAMMING, table_missing, false",
    "42000, 904, PROGRAMMING, column_missing, false",
    "42000, 1031, PROGRAMMING, privilege, false",
    "42000, 1722, DATA,, false",
    "22003, 1438, DATA, overflow, false",
    "72000, 12899, DATA, truncation, false",
    "22012, 1476, DATA,, false",
    "22008, 1830, DATA,, false",
    "22008, 1843, DATA,, false",
    "22008, 1858, DATA,, false",
    "22008, 1861, DATA,, false",
    "65000, 6502, DATA,, false",
    "72000, 1017, OPERATIONAL, auth, false",
    "99999, 28000, OPERATIONAL, auth, false",
    "99999, 28001, OPERATIONAL, auth, false",
    "72000, 1013, OPERATIONAL, cancelled, false",
    "08006, 17002, OPERATIONAL, connection_lost, true",
    "08003, 17008, OPERATIONAL, connection_lost, true",
    "08000, 17410, OPERATIONAL, connection_lost, true",
    "08000, 17447, OPERATIONAL, connection_lost, true",
    "08000, 3113, OPERATIONAL, connection_lost, true",
    "08000, 3114, OPERATIONAL, connection_lost, true",
    "08000, 3135, OPERATIONAL, connection_lost, true",
    "72000, 1033, OPERATIONAL, shutdown, true",
    "72000, 1034, OPERATIONAL, shutdown, true",
    "72000, 1089, OPERATIONAL, shutdown, true",
    "72000, 1090, OPERATIONAL, shutdown, true",
    "66000, 12154, OPERATIONAL, connect_failed, true",
    "66000, 12505, OPERATIONAL, connect_failed, true",
    "66000, 12514, OPERATIONAL, connect_failed, true",
    "66000, 12516, OPERATIONAL, connect_failed, true",
    "66000, 12541, OPERATIONAL, connect_failed, true",
    "72000, 1652, OPERATIONAL, disk_full, false",
    "72000, 1653, OPERATIONAL, disk_full, false",
    "72000, 1654, OPERATIONAL, disk_full, false",
    "72000, 1536, OPERATIONAL, disk_full, false",
    "61000, 4031, OPERATIONAL, out_of_memory, false",
    "61000, 20, OPERATIONAL, too_many_connections, true",
    "60000, 600, INTERNAL,, false",
    "69000, 7445, INTERNAL,, false",
    "99999, 17003, INTERFACE, bad_parameter, false",
    "72000, 20000, DATABASE, application, false",
    "72000, 20999, DATABASE, application, false",
    "72000, 21000, DATABASE,, false"
  })
  void oracle(String state, int code, Category category, String kind, boolean passing) {
    SQLException thrown = new SQLException("x", state, code);
    assertError(of(thrown, "oracle.db"), category, kind, passing);
  }

  @Test
  void oracle_codeIsTrustedMoreThanTheClassThatItsDriverChose() {
    SQLException number = new SQLSyntaxErrorException("ORA-01722: invalid number", "42000", 1722);
    assertError(of(number, "oracle.db"), Category.DATA, null, false);
    SQLException timeout = new SQLTimeoutException("ORA-01013: user requested", "72000", 1013);
    assertError(of(timeout, "oracle.db"), Category.OPERATIONAL, "query_timeout", PASSES);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "19|[SQLITE_CONSTRAINT_UNIQUE] A UNIQUE constraint failed (UNIQUE constraint failed: t.a)|INTEGRITY|unique|false",
        "19|[SQLITE_CONSTRAINT_PRIMARYKEY] A PRIMARY KEY constraint failed (UNIQUE constraint failed: t.id)|INTEGRITY|unique|false",
        "19|[SQLITE_CONSTRAINT_NOTNULL] A NOT NULL constraint failed (NOT NULL constraint failed: t.a)|INTEGRITY|not_null|false",
        "19|[SQLITE_CONSTRAINT_FOREIGNKEY] A foreign key constraint failed (FOREIGN KEY constraint failed)|INTEGRITY|foreign_key|false",
        "19|[SQLITE_CONSTRAINT_CHECK] A CHECK constraint failed (CHECK constraint failed: a > 0)|INTEGRITY|check|false",
        "19|[SQLITE_CONSTRAINT] Abort due to constraint violation|INTEGRITY||false",
        "2067|x|INTEGRITY|unique|false",
        "1555|x|INTEGRITY|unique|false",
        "787|x|INTEGRITY|foreign_key|false",
        "1299|x|INTEGRITY|not_null|false",
        "275|x|INTEGRITY|check|false",
        "20|[SQLITE_MISMATCH] Data type mismatch|INTEGRITY||false",
        "5|[SQLITE_BUSY] The database file is locked|OPERATIONAL|lock_timeout|true",
        "517|[SQLITE_BUSY_SNAPSHOT]|OPERATIONAL|lock_timeout|true",
        "6|[SQLITE_LOCKED]|OPERATIONAL|lock_timeout|true",
        "3|x|OPERATIONAL||false",
        "4|x|OPERATIONAL||false",
        "7|x|OPERATIONAL|out_of_memory|false",
        "8|x|OPERATIONAL||false",
        "9|x|OPERATIONAL|cancelled|false",
        "10|x|OPERATIONAL||false",
        "13|x|OPERATIONAL|disk_full|false",
        "14|x|OPERATIONAL|connect_failed|true",
        "15|x|OPERATIONAL||false",
        "17|x|OPERATIONAL||false",
        "26|x|OPERATIONAL||false",
        "18|x|DATA|truncation|false",
        "1|[SQLITE_ERROR] SQL error or missing database (near \"FORM\": syntax error)|PROGRAMMING|syntax|false",
        "1|[SQLITE_ERROR] SQL error or missing database (no such table: t)|PROGRAMMING|table_missing|false",
        "1|[SQLITE_ERROR] SQL error or missing database (no such column: a)|PROGRAMMING|column_missing|false",
        "1|[SQLITE_ERROR] SQL error or missing database (no such function: f)|PROGRAMMING||false",
        "1|[SQLITE_ERROR] SQL error or missing database (no such savepoint: s)|OPERATIONAL||false",
        "2|x|INTERNAL||false",
        "11|x|INTERNAL||false",
        "12|x|INTERNAL||false",
        "21|x|INTERFACE||false",
        "25|x|INTERFACE|bad_parameter|false",
        "0|database connection closed|INTERFACE|closed|false",
        "0|column 5 out of bounds [1,2]|INTERFACE|bad_parameter|false"
      })
  void sqlite(int code, String message, Category category, String kind, boolean passing) {
    SQLException thrown = new SQLException(message, null, code);
    assertError(of(thrown, "sqlite"), category, kind, passing);
  }

  @ParameterizedTest
  @CsvSource({
    "23502, INTEGRITY, not_null, false",
    "23503, INTEGRITY, foreign_key, false",
    "23506, INTEGRITY, foreign_key, false",
    "23505, INTEGRITY, unique, false",
    "23507, INTEGRITY, not_null, false",
    "23513, INTEGRITY, check, false",
    "28000, OPERATIONAL, auth, false",
    "40001, OPERATIONAL, deadlock, true",
    "50000, INTERNAL,, false",
    "50100, NOT_SUPPORTED,, false",
    "50200, OPERATIONAL, lock_timeout, true",
    "42102, PROGRAMMING, table_missing, false",
    "42122, PROGRAMMING, column_missing, false",
    "57014, OPERATIONAL, cancelled, false",
    "90007, INTERFACE, closed, false",
    "90098, OPERATIONAL, shutdown, true",
    "90067, OPERATIONAL, connection_lost, true",
    "90020, OPERATIONAL, connect_failed, true",
    "90013, OPERATIONAL, database_missing, false",
    "90146, OPERATIONAL, database_missing, false",
    "90149, OPERATIONAL, database_missing, false",
    "90108, OPERATIONAL, out_of_memory, false",
    "90131, OPERATIONAL, serialization, true",
    "90999, DATABASE,, false"
  })
  void h2(int code, Category category, String kind, boolean passing) {
    SQLException thrown = new SQLException("x", Integer.toString(code), code);
    assertError(of(thrown, "h2database"), category, kind, passing);
  }

  @ParameterizedTest
  @CsvSource({
    "23505, INTEGRITY, unique, false",
    "23502, INTEGRITY, not_null, false",
    "23503, INTEGRITY, foreign_key, false",
    "23513, INTEGRITY, check, false",
    "40001, OPERATIONAL, deadlock, true",
    "40XL1, OPERATIONAL, lock_timeout, true",
    "40XL2, OPERATIONAL, lock_timeout, true",
    "42X05, PROGRAMMING, table_missing, false",
    "42X04, PROGRAMMING, column_missing, false",
    "42802, PROGRAMMING,, false",
    "42821, PROGRAMMING,, false",
    "42502, PROGRAMMING, privilege, false",
    "X0Y32, PROGRAMMING,, false",
    "08001, OPERATIONAL, connect_failed, true",
    "08003, OPERATIONAL, connection_lost, true",
    "08004, OPERATIONAL, connect_failed, true",
    "08006, OPERATIONAL, shutdown, true",
    "XJ004, OPERATIONAL, database_missing, false",
    "XJ040, OPERATIONAL, connect_failed, true",
    "XJ015, OPERATIONAL, shutdown, true",
    "XCL16, INTERFACE, closed, false",
    "XCL52, OPERATIONAL, query_timeout, true",
    "XCL30, OPERATIONAL,, false",
    "XSDG0, OPERATIONAL,, false",
    "XBM06, OPERATIONAL,, false",
    "XX999, INTERNAL,, false",
    "X0Y99, DATABASE,, false"
  })
  void derby(String state, Category category, String kind, boolean passing) {
    assertError(of(new SQLException("x", state, 20000), "derby"), category, kind, passing);
  }

  @ParameterizedTest
  @CsvSource({
    "23505, -803, x, INTEGRITY, unique, false",
    "23502, -407, x, INTEGRITY, not_null, false",
    "23503, -530, x, INTEGRITY, foreign_key, false",
    "23504, -531, x, INTEGRITY, foreign_key, false",
    "23504, -532, x, INTEGRITY, foreign_key, false",
    "23513, -545, x, INTEGRITY, check, false",
    "40001, -911, SQLERRMC=2, OPERATIONAL, deadlock, true",
    "40001, -911, SQLERRMC=68, OPERATIONAL, lock_timeout, true",
    "57033, -913, SQLERRMC=2, OPERATIONAL, deadlock, true",
    "57011, -904, x, OPERATIONAL,, true",
    "57019, -971, x, OPERATIONAL, connection_lost, true",
    "08001, -30081, x, OPERATIONAL, connection_lost, true",
    "42704, -204, x, PROGRAMMING, table_missing, false",
    "42703, -206, x, PROGRAMMING, column_missing, false",
    "42601, -104, x, PROGRAMMING, syntax, false"
  })
  void db2(
      String state, int code, String message, Category category, String kind, boolean passing) {
    SQLException thrown = new SQLException(message, state, code);
    assertError(of(thrown, "ibm.db2"), category, kind, passing);
  }

  @ParameterizedTest
  @CsvSource({
    "23505, -104, INTEGRITY, unique, false",
    "23000, -9, INTEGRITY,, false",
    "23502, -10, INTEGRITY, not_null, false",
    "23503, -177, INTEGRITY, foreign_key, false",
    "23513, -157, INTEGRITY, check, false",
    "42501, -5501, PROGRAMMING,, false",
    "40001, -4861, OPERATIONAL, serialization, true",
    "22001, -3401, DATA, truncation, false"
  })
  void hsqldb(String state, int code, Category category, String kind, boolean passing) {
    assertError(of(new SQLException("x", state, code), "hsqldb"), category, kind, passing);
  }

  // By the class

  static Stream<Arguments> classes() {
    return Stream.of(
        Arguments.of(
            new SQLIntegrityConstraintViolationException(), Category.INTEGRITY, null, false),
        Arguments.of(new SQLSyntaxErrorException(), Category.PROGRAMMING, null, false),
        Arguments.of(new SQLDataException(), Category.DATA, null, false),
        Arguments.of(new DataTruncation(1, false, false, 2, 1), Category.DATA, "truncation", false),
        Arguments.of(
            new SQLInvalidAuthorizationSpecException(), Category.OPERATIONAL, "auth", false),
        Arguments.of(new SQLFeatureNotSupportedException(), Category.NOT_SUPPORTED, null, false),
        Arguments.of(new SQLTransientConnectionException(), Category.OPERATIONAL, null, true),
        Arguments.of(new SQLNonTransientConnectionException(), Category.OPERATIONAL, null, false),
        Arguments.of(new SQLRecoverableException(), Category.OPERATIONAL, null, true),
        Arguments.of(new SQLTimeoutException(), Category.OPERATIONAL, "query_timeout", true),
        Arguments.of(new SQLTransactionRollbackException(), Category.OPERATIONAL, null, true),
        Arguments.of(new SQLClientInfoException(), Category.INTERFACE, null, false),
        Arguments.of(new LockWaitTimeoutException(), Category.OPERATIONAL, "query_timeout", true),
        Arguments.of(new SQLException("x"), Category.DATABASE, null, false),
        // the state says more where the class agrees, and nothing where it does not
        Arguments.of(
            new SQLTransactionRollbackException("x", "40001"),
            Category.OPERATIONAL,
            "serialization",
            true),
        Arguments.of(
            new SQLSyntaxErrorException("x", "42S02"),
            Category.PROGRAMMING,
            "table_missing",
            false),
        Arguments.of(new SQLDataException("x", "23505"), Category.DATA, null, false));
  }

  private static final class LockWaitTimeoutException extends SQLException {}

  @ParameterizedTest
  @MethodSource("classes")
  void class_saysWhatItIs(SQLException thrown, Category category, String kind, boolean passing) {
    assertError(of(thrown, null), category, kind, passing);
  }

  @Test
  void warning_isNoError() {
    assertThat(of(new SQLWarning("note", "01000"), null)).isNull();
  }

  // By words

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "08003|This connection has been closed.|closed",
        "55000|This statement has been closed.|closed",
        "55000|This ResultSet is closed.|closed",
        "|Connection is closed|closed",
        "|HikariDataSource HikariDataSource (shop) has been closed.|closed",
        "08003|No operations allowed after connection closed.|closed",
        "S1009|No operations allowed after statement closed.|closed",
        "S1000|Operation not allowed after ResultSet closed|closed",
        "08003|No current connection.|closed",
        "|Statement closed.|closed",
        "|You can't operate on a closed Connection!!!|closed",
        "|The prepared statement has been finalized|closed",
        "|Connection is null.|closed",
        "|Connection 7, URL=jdbc:h2:mem:shop, H2 JDBC Driver is closed.|closed",
        "|org.apache.commons.dbcp2.DelegatingStatement: \"prep1: SELECT id\" is closed.|closed",
        "22023|The column index is out of range: 3, number of columns: 2.|bad_parameter",
        "22023|No value specified for parameter 1.|bad_parameter",
        "S1009|Parameter index out of range (3 > number of parameters, which is 2).|bad_parameter",
        "|The index 5 is out of range.|bad_parameter",
        "08001|No suitable driver found for jdbc:shop:x|no_driver",
        "|Cannot unwrap to com.shop.Connection|unwrap",
        "|Wrapped connection is not an instance of interface com.shop.C|unwrap"
      })
  void misuse_isAnInterfaceError(String state, String message, String kind) {
    String system = "S1009".equals(state) ? "mysql" : null;
    assertError(of(new SQLException(message, state), system), Category.INTERFACE, kind, false);
  }

  @Test
  void connectionLostWhileStreaming_isToldByItsWords() {
    String message =
        "Error retrieving record: Unexpected Exception: java.io.EOFException message given:"
            + " Can not read response from server. Expected to read 4 bytes, read 0 bytes before"
            + " connection was unexpectedly lost.";
    SQLException thrown = new SQLException(message, "S1000");
    assertError(of(thrown, "mysql"), Category.OPERATIONAL, "connection_lost", PASSES);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HikariPool-1 - Connection is not available, request timed out after 250ms.",
        "Cannot get a connection, pool error Timeout waiting for idle object",
        "[main] Timeout: Pool empty. Unable to fetch a connection in 1 seconds, none available",
        "An attempt by a client to checkout a Connection has timed out.",
        "Sorry, acquisition timeout!"
      })
  void emptyPool_isToldByItsWords(String message) {
    SQLException thrown = new SQLTransientConnectionException(message, "08001");
    assertError(of(thrown, "mysql"), Category.OPERATIONAL, "pool_exhausted", PASSES);
  }

  @Test
  void emptyPool_saysWhyNoConnectionCouldBeMade() {
    SQLException thrown =
        new SQLTransientConnectionException(
            "HikariPool-1 - Connection is not available, request timed out after 250ms.",
            "28P01",
            new SQLException("FATAL: password authentication failed", "28P01"));
    assertError(of(thrown, "postgresql"), Category.OPERATIONAL, "auth", false);
  }

  // In the chain

  @Test
  void wrappers_areUnwrapped() {
    Throwable spring =
        new IllegalStateException(
            "could not insert",
            new RuntimeException(new SQLException("duplicate", "23505", 23505)));
    SqlError error = of(spring, "h2database");
    assertError(error, Category.INTEGRITY, "unique", false);
    assertThat(error.state).isEqualTo("23505");
    assertThat(error.vendorCode).isEqualTo(23505);
  }

  @Test
  void batch_isWhatItsNextExceptionSays() {
    BatchUpdateException batch = new BatchUpdateException("aborted", "HY000", 1, new int[0]);
    batch.setNextException(new SQLException("duplicate", "23000", 1062));
    SqlError error = of(batch, "mysql");
    assertError(error, Category.INTEGRITY, "unique", false);
    assertThat(error.vendorCode).isEqualTo(1062);
  }

  @Test
  void batch_withoutAStateOfItsNextTellsItToo() {
    BatchUpdateException batch = new BatchUpdateException("aborted", null, 0, new int[0]);
    batch.setNextException(new SQLException("UNIQUE constraint failed: t.a", null, 19));
    assertError(of(batch, "sqlite"), Category.INTEGRITY, "unique", false);
  }

  @Test
  void secondary_givesWayToWhatItFollowsFrom() {
    SQLException thrown = new SQLException("current transaction is aborted", "25P02");
    thrown.initCause(new SQLException("ERROR: division by zero", "22012"));
    assertError(of(thrown, "postgresql"), Category.INTERNAL, "secondary", false);
    SQLException unique = new SQLException("current transaction is aborted", "25P02");
    unique.initCause(new SQLException("duplicate", "23505"));
    assertError(of(unique, "postgresql"), Category.INTEGRITY, "unique", false);
  }

  @Test
  void nothing_whereNoDatabaseSpoke() {
    assertThat(of(new IllegalStateException(), "mysql")).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "100, OPERATIONAL,, true",
    "101, OPERATIONAL, connection_lost, true",
    "102, OPERATIONAL, deadlock, true",
    "103, INTEGRITY,, false",
    "104, OPERATIONAL,, true",
    "105, OPERATIONAL,, true",
    "106, OPERATIONAL,, true",
    "107, OPERATIONAL,, true",
    "4, OPERATIONAL,, true",
    "5, OPERATIONAL,, false",
    "-3, OPERATIONAL,, false",
    "-5, INTERFACE,, false",
    "-6, INTERFACE,, false",
    "-7, OPERATIONAL, connection_lost, true"
  })
  void xaException_isToldByItsCode(int code, Category category, String kind, boolean passing) {
    SqlError error = of(new XAException(code), null);
    assertError(error, category, kind, passing);
    assertThat(error.vendorCode).isEqualTo(code);
    assertThat(error.state).isNull();
  }

  @Test
  void hostileOnes_areStillToldByTheirClass() {
    SQLException hostile =
        new SQLDataException() {
          @Override
          public String getSQLState() {
            throw new IllegalStateException();
          }

          @Override
          public String getMessage() {
            throw new StackOverflowError();
          }

          @Override
          public SQLException getNextException() {
            return this;
          }
        };
    assertError(of(hostile, "postgresql"), Category.DATA, null, false);
  }

  @Test
  void chain_ofManyNextExceptionsIsBounded() {
    SQLException first = new SQLException("x");
    List<SQLException> all = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) all.add(new SQLException("x"));
    SQLException last = first;
    for (SQLException each : all) {
      last.setNextException(each);
      last = each;
    }
    assertThat(CauseChain.withNext(CauseChain.of(Thrown.of(first)))).hasSize(100);
  }

  private static SqlError of(Throwable thrown, String system) {
    return SqlErrorCategory.of(CauseChain.of(Thrown.of(thrown)), system);
  }

  private static void assertError(SqlError error, Category category, String kind, boolean passing) {
    assertThat(error.category).isEqualTo(category);
    assertThat(error.kind).isEqualTo(kind);
    assertThat(error.isTransient).isEqualTo(passing);
  }
}
