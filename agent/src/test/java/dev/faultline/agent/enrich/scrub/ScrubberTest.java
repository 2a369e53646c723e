// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.scrub;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScrubberTest {
  private static final Duration HALF_SECOND = Duration.ofMillis(500);
  private final Scrubber scrubber = new Scrubber(List.of("customerNo", "salary"));

  @Test
  void valueToldUnderOneName_isHiddenUnderAnother() {
    for (int i = 0; i < 2; i++) {
      assertThat(scrubber.value("x-colour", "orange")).isEqualTo("orange");
      assertThat(scrubber.value("x-password", "orange")).isEqualTo("[Filtered]");
      assertThat(scrubber.value("salary", "orange")).isEqualTo("[Filtered]");
      assertThat(scrubber.query("colour=orange")).isEqualTo("colour=orange");
      assertThat(scrubber.value("cookie", "colour=orange")).isEqualTo("colour=orange");
      assertThat(scrubber.value("x-colour", "pin=orange")).isEqualTo("pin=[Filtered]");
      assertThat(scrubber.query("pin=orange")).isEqualTo("pin=[Filtered]");
      assertThat(scrubber.path("/a;pin=orange")).isEqualTo("/a;pin=[Filtered]");
    }
  }

  @Test
  void whatIsHiddenAgain_isCountedAgain() {
    long before = Scrubber.redactions();
    for (int i = 0; i < 3; i++) scrubber.query("pin=orange");
    assertThat(Scrubber.redactions() - before).isGreaterThanOrEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "Password",
        "userPassword",
        "user_password",
        "user[password]",
        "db.passwd",
        "pwd",
        "Authorization",
        "Proxy-Authorization",
        "Cookie",
        "Set-Cookie",
        "X-Api-Key",
        "apiKey",
        "apikey",
        "access_token",
        "accessToken",
        "mytokenvalue",
        "id-tokens",
        "X-CSRF-Token",
        "XSRF-TOKEN",
        "JSESSIONID",
        "sid",
        "session",
        "AWSAccessKeyId",
        "X-Amz-Signature",
        "X-Goog-Credential",
        "sig",
        "signature",
        "otp",
        "two_factor",
        "pin",
        "cvv",
        "cardNumber",
        "creditcard",
        "iban",
        "ssn",
        "passport",
        "principal",
        "client_secret",
        "jwt",
        "bearer",
        "samlResponse",
        "sso",
        "credentials",
        "customerNo",
        "CUSTOMER_NO",
        "the-customer-no",
        "customerno",
        "salary"
      })
  void isSensitive_ofSecrets(String key) {
    assertThat(scrubber.isSensitive(key)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "author",
        "keyboard",
        "monkey",
        "sidebar",
        "inside",
        "considered",
        "page",
        "q",
        "id",
        "pinned",
        "design",
        "assigned",
        "authority",
        "customer",
        "Accept",
        "User-Agent",
        "Content-Type",
        "host",
        "orderId",
        "sort",
        "size",
        "donkeys",
        "compass",
        "",
        "-",
        "discard"
      })
  void isSensitive_notOfTheHarmless(String key) {
    assertThat(scrubber.isSensitive(key)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "page=2&size=10|page=2&size=10",
        "q=a+b%20c&password=hunter2|q=a+b%20c&password=[Filtered]",
        "user%5Bpassword%5D=x&a=b|user%5Bpassword%5D=[Filtered]&a=b",
        "p%61ssword=x;token=y|p%61ssword=[Filtered];token=[Filtered]",
        "password|password",
        "password=|password=[Filtered]",
        "a=%ZZ|a=[Filtered]",
        "%ZZ=a|[Filtered]=[Filtered]",
        "c=4111+1111+1111+1111|c=[Filtered]",
        "u=https%3A%2F%2Fann%3Apw%40shop|u=[Filtered]",
        "x=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln|x=[Filtered]",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln|[Filtered]",
        "&&=&|&&=&",
        "a=b=c|a=b=c"
      })
  void query_keepsNamesAndHidesSecrets(String query, String scrubbed) {
    assertThat(scrubber.query(query)).isEqualTo(scrubbed);
  }

  @Test
  void value_goesByKeyThenByLooks() {
    assertThat(scrubber.value("Authorization", "Basic dXNlcjpwYXNz")).isEqualTo("[Filtered]");
    assertThat(scrubber.value("set-cookie", "a=b")).isEqualTo("[Filtered]");
    assertThat(scrubber.value("accept", "text/html; q=0.8")).isEqualTo("text/html; q=0.8");
    assertThat(scrubber.value("x-forwarded-by", "Bearer abc.def123"))
        .isEqualTo("Bearer [Filtered]");
    assertThat(scrubber.value("referer", "https://shop/reset?code=1&token=abc"))
        .isEqualTo("https://shop/reset?code=1&token=[Filtered]");
    assertThat(scrubber.value("x".repeat(300), "v")).isEqualTo("[Filtered]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "card 4111 1111 1111 1111 declined|card [card ****1111] declined",
        "card 4111-1111-1111-1111|card [card ****1111]",
        "amex 378282246310005.|amex [card ****0005].",
        "mc 5555555555554444, visa 4012888888881881|mc [card ****4444], visa [card ****1881]",
        "not Luhn 4111111111111112|not Luhn 4111111111111112",
        "no issuer 1234567890123452|no issuer 1234567890123452",
        "at 1790000000123 ms|at 1790000000123 ms",
        "longer 41111111111111111111111|longer 41111111111111111111111",
        "order 4711 of 12|order 4711 of 12",
        "jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbg!|jwt [Filtered]!",
        "bad Bearer abc123.def-456|bad Bearer [Filtered]",
        "Basic dXNlcjpwYXNzd29yZA==|Basic [Filtered]",
        "Basic authentication failed|Basic authentication failed",
        "key AKIAIOSFODNN7EXAMPLE.|key [Filtered].",
        "to https://ann:s3cret@shop.example/x?y|to https://[Filtered]@shop.example/x?y",
        "to https://ann:p@ss@shop.example/x|to https://[Filtered]@shop.example/x",
        "jdbc:mysql://root:pw@h1,h2/db|jdbc:mysql://[Filtered]@h1,h2/db",
        "jdbc:oracle:thin:scott/tiger@db:1521|jdbc:oracle:thin:[Filtered]@db:1521",
        "jdbc:postgresql://db/shop?user=ann&password=pw|jdbc:postgresql://db/shop?user=[Filtered]&password=[Filtered]",
        "jdbc:sqlserver://db;password={a;b};x=1|jdbc:sqlserver://db;password=[Filtered];x=1",
        "jdbc:sqlserver://db;userName=ann;password=pw|jdbc:sqlserver://db;userName=[Filtered];password=[Filtered]",
        "jdbc:mysql://address=(host=db)(password=pw)/shop|jdbc:mysql://address=(host=db)(password=[Filtered])/shop",
        "jdbc:postgresql://db/shop?sslpassword=a&accessToken=b|jdbc:postgresql://db/shop?sslpassword=[Filtered]&accessToken=[Filtered]",
        "jdbc:mysql://db?trustStorePassword=a&secretKey=b|jdbc:mysql://db?trustStorePassword=[Filtered]&secretKey=[Filtered]",
        "mysql://root:pw@h1,h2|mysql://[Filtered]@h1,h2",
        "login failed: password=hunter2|login failed: password=[Filtered]",
        "{\"password\": \"hunter 2\", \"a\": 1}|{\"password\": [Filtered], \"a\": 1}",
        "Authorization: Basic abcdefgh|Authorization: [Filtered]",
        "access_token: abc|access_token: [Filtered]",
        "Unexpected token: VALUE_STRING|Unexpected token: VALUE_STRING",
        "https://shop.example:8080/a@b|https://shop.example:8080/a@b",
        "Order 7 failed: x=1, y=2|Order 7 failed: x=1, y=2"
      })
  void message_hidesSecrets(String message, String scrubbed) {
    assertThat(scrubber.message(message, false)).isEqualTo(scrubbed);
  }

  @Test
  void message_hidesPrivateKeys() {
    String key = "-----BEGIN RSA PRIVATE KEY-----\nMIIE\nabc\n-----END RSA PRIVATE KEY-----";
    assertThat(scrubber.message("bad " + key + " here", false)).isEqualTo("bad [Filtered] here");
    assertThat(scrubber.message("bad " + key.substring(0, 40), false)).isEqualTo("bad [Filtered]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Duplicate entry 'ann@shop' for key 'users.email'|Duplicate entry '?' for key 'users.email'",
        "Duplicate entry 'O'Brien' for key 'name'|Duplicate entry '?' for key 'name'",
        "Table 'shop.ordrs' doesn't exist|Table 'shop.ordrs' doesn't exist",
        "Unknown column 'nam' in 'field list'|Unknown column 'nam' in 'field list'",
        "Incorrect integer value: 'abc' for column 'id' at row 1|Incorrect integer value: '?' for column 'id' at row 1",
        "Data too long for column 'name' at row 1|Data too long for column 'name' at row 1",
        "near 'SELEC name FROM x WHERE y = 'ann'' at line 1|near '?'",
        "duplicate key value violates unique constraint \"users_email_key\"|duplicate key value violates unique constraint \"users_email_key\"",
        "relation \"ordrs\" does not exist|relation \"ordrs\" does not exist",
        "invalid input syntax for type integer: \"ann\"|invalid input syntax for type integer: \"?\"",
        "Detail: Key (email)=(ann@shop) already exists.|Detail: Key (email)=(?) already exists.",
        "Key (a, b)=(1, x) y) is not present in table \"orders\".|Key (a, b)=(?) is not present in table \"orders\".",
        "Key (a)=(1) conflicts with existing key (a)=(2).|Key (a)=(?) conflicts with existing key (a)=(?",
        "Failing row contains (1, ann, null).|Failing row contains (?).",
        "The duplicate key value is (ann).|The duplicate key value is (?).",
        "Batch entry 0 insert into t values (1,'ann') was aborted: ERROR: x|Batch entry ... was aborted: ERROR: x",
        "null value in column \"name\" of relation \"users\" violates|null value in column \"name\" of relation \"users\" violates",
        "NULL not allowed for column \"NAME\"; SQL statement: insert into t values ('ann') [23502-232]|NULL not allowed for column \"NAME\"",
        "Unique index or primary key violation: \"PUBLIC.U_EMAIL_INDEX_4 ON PUBLIC.USERS(EMAIL NULLS FIRST) VALUES ( /* 1 */ 'ann@shop' )\"; SQL statement: x|Unique index or primary key violation: \"PUBLIC.U_EMAIL_INDEX_4 ON PUBLIC.USERS(EMAIL NULLS FIRST) VALUES (?)\"",
        "Unique index or primary key violation: \"PRIMARY KEY ON PUBLIC.ORDERS(ID) ( /* key:3 */ 3, 'ann', 12)\"; SQL statement: x|Unique index or primary key violation: \"PRIMARY KEY ON PUBLIC.ORDERS(ID) ( /* key:?)\"",
        "Value too long for column \"NAME VARCHAR(3)\": \"'annabel' (7)\"|Value too long for column \"NAME VARCHAR(3)\": \"?\"",
        "Data conversion error converting \"ann\"|Data conversion error converting \"?\"",
        "PreparedStatementCallback; SQL [insert into t values ('ann')]; ERROR: x|PreparedStatementCallback; SQL [...]; ERROR: x",
        "ORA-00001: unique constraint (SHOP.U_EMAIL) violated|ORA-00001: unique constraint (SHOP.U_EMAIL) violated",
        "value too large for column \"SHOP\".\"USERS\".\"NAME\" (actual: 4)|value too large for column \"SHOP\".\"USERS\".\"NAME\" (actual: 4)",
        "unterminated 'ann and more|unterminated '?'"
      })
  void message_ofSqlHidesDataAndKeepsNames(String message, String scrubbed) {
    assertThat(scrubber.message(message, true)).isEqualTo(scrubbed);
  }

  /** What the drivers literally say, with the newlines that they have. */
  static Stream<Arguments> driverMessages() {
    return Stream.of(
        // PostgreSQL
        Arguments.of(
            "ERROR: duplicate key value violates unique constraint \"users_email_key\"\n"
                + "  Detail: Key (email)=(ann@shop.example) already exists.",
            "ERROR: duplicate key value violates unique constraint \"users_email_key\"\n"
                + "  Detail: Key (email)=(?) already exists."),
        Arguments.of(
            "ERROR: duplicate key value violates unique constraint \"notes\"\n"
                + "  Detail: Key (note)=(first line\nsecret) line) already exists.",
            "ERROR: duplicate key value violates unique constraint \"notes\"\n"
                + "  Detail: Key (note)=(?) already exists."),
        Arguments.of(
            "ERROR: insert or update on table \"orders\" violates foreign key constraint"
                + " \"orders_customer_fkey\"\n"
                + "  Detail: Key (customer)=(99) is not present in table \"customer\".",
            "ERROR: insert or update on table \"orders\" violates foreign key constraint"
                + " \"orders_customer_fkey\"\n"
                + "  Detail: Key (customer)=(?) is not present in table \"customer\"."),
        Arguments.of(
            "ERROR: new row for relation \"customer\" violates check constraint"
                + " \"customer_age_check\"\n"
                + "  Detail: Failing row contains (2, ann\nsecret, -1).",
            "ERROR: new row for relation \"customer\" violates check constraint"
                + " \"customer_age_check\"\n  Detail: Failing row contains (?)."),
        Arguments.of(
            "ERROR: invalid input syntax for type integer: \"ann\"\n"
                + "  Where: unnamed portal parameter $1 = 'secret'",
            "ERROR: invalid input syntax for type integer: \"?\"\n"
                + "  Where: unnamed portal parameter $1 = '?'"),
        Arguments.of(
            "FEHLER: doppelter Schlüsselwert verletzt Unique-Constraint »users_email_key«\n"
                + "  Detail: Schlüssel »(email)=(ann@shop)« existiert bereits.",
            "FEHLER: doppelter Schlüsselwert verletzt Unique-Constraint »users_email_key«\n"
                + "  Detail: Schlüssel »?«"),
        Arguments.of(
            "FEHLER: ungültige Eingabesyntax für Typ integer: »ann«",
            "FEHLER: ungültige Eingabesyntax für Typ integer: »?«"),
        Arguments.of(
            "FEHLER: neue Zeile für Relation »t« verletzt Check-Constraint »c«\n"
                + "  Detail: Fehlgeschlagene Zeile enthält (2, ann, -1).",
            "FEHLER: neue Zeile für Relation »t« verletzt Check-Constraint »c«\n"
                + "  Detail: Fehlgeschlagene Zeile enthält (?)."),
        Arguments.of("ERREUR: la colonne « nam » n'existe pas", "ERREUR: la colonne « nam » n'?'"),
        Arguments.of(
            "ERROR: La fila que falla contiene (2, ann, null).",
            "ERROR: La fila que falla contiene (?)."),
        Arguments.of(
            "ОШИБКА: неверный синтаксис для типа integer: \"ann\"",
            "ОШИБКА: неверный синтаксис для типа integer: \"?\""),
        Arguments.of(
            "错误: 重复键违反唯一约束\"users_email_key\"\n  详细：键值\"(email)=(ann@shop)\" 已经存在",
            "错误: 重复键违反唯一约束\"?\"\n  详细：键值\"?\""),
        Arguments.of(
            "Batch-Eintrag 0 insert into t values (4711, 'ann') wurde abgebrochen: FEHLER: x",
            "Batch-Eintrag 0 insert into t values (?, '?') wurde abgebrochen: FEHLER: x"),
        // MySQL and MariaDB
        Arguments.of(
            "(conn=12) Duplicate entry 'it' s O'Brien' for key 'users.email'",
            "(conn=12) Duplicate entry '?' for key 'users.email'"),
        Arguments.of(
            "Data truncation: Incorrect datetime value: 'it' s' for column 'born' at row 1",
            "Data truncation: Incorrect datetime value: '?' for column 'born' at row 1"),
        Arguments.of(
            "Incorrect integer value: 'abc' for column `shop`.`users`.`id` at row 1",
            "Incorrect integer value: '?' for column `shop`.`users`.`id` at row 1"),
        Arguments.of(
            "You have an error in your SQL syntax; check the manual that corresponds to your MySQL"
                + " server version for the right syntax to use near 'x' and ssn = 123456789' at"
                + " line 1",
            "You have an error in your SQL syntax; check the manual that corresponds to your MySQL"
                + " server version for the right syntax to use near '?' at line 1"),
        Arguments.of(
            "Data truncation: BIGINT UNSIGNED value is out of range in '(`a` - 500000)'",
            "Data truncation: BIGINT UNSIGNED value is out of range in '?'"),
        Arguments.of(
            "Doppelter Eintrag 'O'Brien' für Schlüssel 'email'",
            "Doppelter Eintrag '?' für Schlüssel '?'"),
        Arguments.of(
            "Check constraint 'customer_chk_1' is violated.",
            "Check constraint 'customer_chk_1' is violated."),
        // SQL Server
        Arguments.of(
            "Violation of UNIQUE KEY constraint 'UQ_users'. Cannot insert duplicate key in object"
                + " 'dbo.users'. The duplicate key value is (ann@shop, 4).",
            "Violation of UNIQUE KEY constraint 'UQ_users'. Cannot insert duplicate key in object"
                + " 'dbo.users'. The duplicate key value is (?)."),
        Arguments.of(
            "Ein doppelter Schlüssel kann in das dbo.users-Objekt nicht eingefügt werden. Der"
                + " doppelte Schlüsselwert ist (ann@shop).",
            "Ein doppelter Schlüssel kann in das dbo.users-Objekt nicht eingefügt werden. Der"
                + " doppelte Schlüsselwert ist (?)."),
        Arguments.of("无法在对象“dbo.users”中插入重复键。重复键值为 (ann)。", "无法在对象“?”中插入重复键。重复键值为 (?)。"),
        Arguments.of(
            "String or binary data would be truncated in table 'shop.dbo.users', column 'name'."
                + " Truncated value: 'ann'.",
            "String or binary data would be truncated in table 'shop.dbo.users', column 'name'."
                + " Truncated value: '?'"),
        Arguments.of(
            "Conversion failed when converting the nvarchar value 'ann' to data type int.",
            "Conversion failed when converting the nvarchar value '?' to data type int."),
        Arguments.of("Invalid object name 'ordrs'.", "Invalid object name 'ordrs'."),
        Arguments.of("Incorrect syntax near 'N'ann''.", "Incorrect syntax near '?'"),
        // Oracle
        Arguments.of(
            "ORA-00001: unique constraint (SHOP.U_EMAIL) violated on table SHOP.USERS columns"
                + " (EMAIL)\nORA-03301: (ORA-00001 details) row with column values"
                + " (EMAIL:'ann@shop') already exists",
            "ORA-00001: unique constraint (SHOP.U_EMAIL) violated on table SHOP.USERS columns"
                + " (EMAIL)\nORA-03301: (ORA-00001 details) row with column values"
                + " (EMAIL:'?') already exists"),
        // DB2
        Arguments.of(
            "DB2 SQL Error: SQLCODE=-803, SQLSTATE=23505, SQLERRMC=2;SHOP.USERS, DRIVER=4.19.49",
            "DB2 SQL Error: SQLCODE=-803, SQLSTATE=23505, SQLERRMC=2;SHOP.USERS, DRIVER=4.19.49"),
        Arguments.of(
            "DB2 SQL Error: SQLCODE=-420, SQLSTATE=22018, SQLERRMC=ann, DRIVER=4.19.49",
            "DB2 SQL Error: SQLCODE=-420, SQLSTATE=22018, SQLERRMC=?, DRIVER=4.19.49"),
        // H2
        Arguments.of(
            "Timeout trying to lock table \"USERS\" [50200-214]",
            "Timeout trying to lock table \"USERS\""),
        Arguments.of(
            "Syntax error in SQL statement \"selec[*]\n* from x where a = 'ann' and b = 123\";"
                + " expected \"SELECT\"; SQL statement:\nselec [42001-214]",
            "Syntax error in SQL statement \"?\"; expected \"?\""),
        Arguments.of(
            "Unique index or primary key violation: \"PUBLIC.X_INDEX_2 ON PUBLIC.USERS(EMAIL)"
                + " VALUES ( /* 1 */ 'ann\nsecret' )\"; SQL statement:\ninsert [23505-214]",
            "Unique index or primary key violation: \"PUBLIC.X_INDEX_2 ON PUBLIC.USERS(EMAIL)"
                + " VALUES (?)\""),
        // Derby, HSQLDB, SQLite
        Arguments.of(
            "A truncation error was encountered trying to shrink VARCHAR 'secret' to length 20.",
            "A truncation error was encountered trying to shrink VARCHAR '?' to length 20."),
        Arguments.of(
            "integrity constraint violation: unique constraint or index violation; SYS_CT_10092"
                + " table: CUSTOMER",
            "integrity constraint violation: unique constraint or index violation; SYS_CT_10092"
                + " table: CUSTOMER"),
        Arguments.of(
            "integrity constraint violation: foreign key no parent ; SYS_FK_10099 table: ORDERS"
                + " value: 4712",
            "integrity constraint violation: foreign key no parent ; SYS_FK_10099 table: ORDERS"
                + " value: ?"),
        Arguments.of(
            "INSERT on table 'ORDERS' caused a violation of foreign key constraint 'SQL26' for key"
                + " (4712).  The statement has been rolled back.",
            "INSERT on table 'ORDERS' caused a violation of foreign key constraint 'SQL26' for key"
                + " (?).  The statement has been rolled back."),
        Arguments.of(
            "[SQLITE_ERROR] SQL error or missing database (near \"ann\": syntax error)",
            "[SQLITE_ERROR] SQL error or missing database (near \"?\": syntax error)"),
        // What wraps them
        Arguments.of(
            "could not execute statement [Duplicate entry 'ann' for key 'email'] [insert into users"
                + " (email,id) values ('ann',4711)]",
            "could not execute statement [Duplicate entry '?' for key 'email'] [insert into users"
                + " (email,id) values ('?',?)]"),
        Arguments.of(
            "Error Code: 1062\nCall: INSERT INTO T (A, B) VALUES (?, ?)\n\tbind => [ann, 4711]",
            "Error Code: 1062\nCall: INSERT INTO T (A, B) VALUES (?"));
  }

  @ParameterizedTest
  @MethodSource("driverMessages")
  void message_ofDriversKeepsNoData(String message, String scrubbed) {
    assertThat(scrubber.message(message, true)).isEqualTo(scrubbed);
  }

  @Test
  void message_ofPlainTextKeepsQuotes() {
    assertThat(scrubber.message("no user 'ann'", false)).isEqualTo("no user 'ann'");
  }

  @Test
  void input_isCut() {
    String scrubbed = scrubber.message("word ".repeat(1_000_000), false);
    assertThat(scrubbed).hasSizeLessThanOrEqualTo(Scrubber.MAX_INPUT + 3).endsWith("...");
    String edge = "x ".repeat(8_185) + "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln";
    assertThat(scrubber.message(edge, false)).doesNotContain("eyJ");
  }

  @Test
  void failure_hidesTheValue() {
    assertThat(scrubber.message(null, false)).isEqualTo("[Filtered]");
    assertThat(scrubber.query(null)).isEqualTo("[Filtered]");
    assertThat(scrubber.value("a", null)).isEqualTo("[Filtered]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eyJ",
        "eyJaaaaaa.",
        "a",
        "1",
        "1 ",
        "4-",
        "a=",
        "a:",
        "password=",
        "://a:",
        "//",
        "'",
        "\"",
        "Bearer ",
        "bearer a",
        "jdbc:oracle:x:a/",
        "-----BEGIN PRIVATE KEY-----",
        ")=(",
        "a.b-",
        "Batch entry ",
        "Duplicate entry '",
        "\"a",
        "{",
        "a'b",
        "; SQL [",
        "=\"",
        "«",
        "»a",
        "ä (",
        "values (1",
        "where 1 ",
        " VALUES (",
        "row contains (",
        ") already exists)=(",
        "SQLERRMC=",
        "jdbc:;user=",
        "N'",
        "token=\"'",
        "password={ ",
        "?a=",
        "': rejected value [",
        "<password>",
        "<a ",
        "a-b-",
        ";"
      })
  void scrubbing_takesLinearTime(String piece) {
    String hostile = piece.repeat(Scrubber.MAX_INPUT / piece.length());
    scrubber.message(hostile, true); // warm
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime(); // not the clock's: other builds may be running
    scrubber.message(hostile, true);
    scrubber.message(hostile, false);
    scrubber.query(hostile);
    scrubber.value("a", hostile);
    scrubber.path(hostile);
    assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - start)).isLessThan(HALF_SECOND);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET \"https://api.acme.com/v1?user=joe&sig=SECRET&api_key=SECRET\" failed",
        "[Field error in object 'form' on field 'pin': rejected value [SECRET]; codes [Size.pin]]",
        "java -Dpassword=SECRET --token=SECRET",
        "{\\\"password\\\":\\\"SECRET\\\"}",
        "{\"cvv\":\"SECRET\",\"otp\" : \"SECRET\"}",
        "<login><password>SECRET</password></login>",
        "<wsse:Password Type=\"text\">SECRET</wsse:Password>",
        "AccountKey=SECRET==;EndpointSuffix",
        "X-Amz-Signature=SECRET&x",
        "github_pat_11ABCDEFG0SECRETSECRET",
        "sk-proj-0123456789SECRETSECRET"
      })
  void message_secretsAreHiddenInEverySyntax(String message) {
    assertThat(scrubber.message(message, false)).doesNotContain("SECRET").contains("[Filtered]");
    assertThat(scrubber.message(message, true)).doesNotContain("SECRET");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET \"https://api.acme.com/v1?user=joe&page=2\" failed",
        "[Field error in object 'form' on field 'amount': rejected value [0]; codes [Min.amount]]",
        "Is it null? x=1",
        "{\"name\":\"joe\",\"author\":\"ann\"}",
        "<name>joe</name>",
        "task-name-1=done"
      })
  void message_whatIsNoSecretStays(String message) {
    assertThat(scrubber.message(message, false)).isEqualTo(message);
  }

  @Test
  void path_parameterValuesAreHidden() {
    assertThat(scrubber.path("/cart;jsessionid=0A1B2C/items;v=2;w=3"))
        .isEqualTo("/cart;jsessionid=[Filtered]/items;v=[Filtered];w=[Filtered]");
    assertThat(scrubber.path("/a=b/c")).isEqualTo("/a=b/c");
  }
}
