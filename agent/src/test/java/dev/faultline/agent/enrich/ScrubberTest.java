// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScrubberTest {
  private final Scrubber scrubber = new Scrubber(List.of("customerNo", "salary"));

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
    assertThat(scrubber.value("cookie", "a=b")).isEqualTo("[Filtered]");
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
        "jdbc:postgresql://db/shop?user=ann&password=pw|jdbc:postgresql://db/shop?user=ann&password=[Filtered]",
        "jdbc:sqlserver://db;password={a;b};x=1|jdbc:sqlserver://db;password=[Filtered];x=1",
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
        "Failing row contains (1, ann, null).|Failing row contains (?)",
        "The duplicate key value is (ann).|The duplicate key value is (?)",
        "Batch entry 0 insert into t values (1,'ann') was aborted: ERROR: x|Batch entry ... was aborted: ERROR: x",
        "null value in column \"name\" of relation \"users\" violates|null value in column \"name\" of relation \"users\" violates",
        "NULL not allowed for column \"NAME\"; SQL statement: insert into t values ('ann') [23502-232]|NULL not allowed for column \"NAME\"",
        "Unique index or primary key violation: \"PUBLIC.U_EMAIL_INDEX_4 ON PUBLIC.USERS(EMAIL NULLS FIRST) VALUES ( /* 1 */ 'ann@shop' )\"; SQL statement: x|Unique index or primary key violation: \"PUBLIC.U_EMAIL_INDEX_4 ON PUBLIC.USERS(EMAIL NULLS FIRST) VALUES (?)\"",
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
        "token=\"'"
      })
  void scrubbing_takesLinearTime(String piece) {
    String hostile = piece.repeat(Scrubber.MAX_INPUT / piece.length());
    scrubber.message(hostile, true); // warm
    assertTimeout(
        Duration.ofMillis(600),
        () -> {
          scrubber.message(hostile, true);
          scrubber.message(hostile, false);
          scrubber.query(hostile);
          scrubber.value("a", hostile);
        });
  }

  @Test
  void path_parameterValuesAreHidden() {
    assertThat(scrubber.path("/cart;jsessionid=0A1B2C/items;v=2;w=3"))
        .isEqualTo("/cart;jsessionid=[Filtered]/items;v=[Filtered];w=[Filtered]");
    assertThat(scrubber.path("/a=b/c")).isEqualTo("/a=b/c");
  }
}
