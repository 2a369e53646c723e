// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.scrub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.enrich.stack.StackRenderer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is hidden where, by the lists that the field has drawn up, and by the settings. */
class ScrubbingTest {
  private final Scrubber scrubber = of();

  /**
   * Sentry's terms for data collection and its SDK's headers and cookies, Elastic's sanitized
   * fields, OpenTelemetry's query parameters, Datadog's words and Bugsnag's: whatever one of them
   * hides by its name.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        // Sentry
        "auth",
        "x-auth",
        "token",
        "userToken",
        "secret",
        "password",
        "passwd",
        "pwd",
        "key",
        "api-key",
        "jwt",
        "bearer",
        "sso",
        "saml",
        "csrf",
        "xsrf",
        "credentials",
        "session",
        "session_id",
        "sid",
        "identity",
        "Authorization",
        "Set-Cookie",
        "X-Api-Key",
        "Proxy-Authorization",
        "X-CSRF-Token",
        "X-CSRFToken",
        "X-XSRF-Token",
        "JSESSIONID",
        "JSESSIONIDSSO",
        "JSSOSESSIONID",
        "SESSIONID",
        "SID",
        "CSRFTOKEN",
        "XSRF-TOKEN",
        // Elastic
        "my_key",
        "credit",
        "credit_card",
        "card",
        "user-auth",
        "principal",
        // OpenTelemetry
        "AWSAccessKeyId",
        "Signature",
        "X-Amz-Signature",
        "X-Amz-Credential",
        "X-Amz-Security-Token",
        "sig",
        "X-Goog-Signature",
        // Datadog
        "oldPassword1",
        "new_passwd2",
        "pwd1",
        "pw",
        "pass",
        "passphrase",
        "private_key",
        "publickey",
        "access-key-id",
        "appKey",
        "application_key",
        "consumer_id",
        "consumerKey",
        "consumerSecret",
        "signed",
        "authentication",
        // of our own
        "otp",
        "two_factor",
        "pin",
        "cvv",
        "cvc",
        "cvv2",
        "iban",
        "ssn",
        "passport",
        "x-amz-meta-a",
        "x-goog-meta-a"
      })
  void value_ofSensitiveNameIsHidden(String name) {
    assertThat(scrubber.value(name, "harmless")).isEqualTo("[Filtered]");
    assertThat(scrubber.query(name + "=harmless")).isEqualTo(name + "=[Filtered]");
    assertThat(scrubber.value("cookie", name + "=harmless")).isEqualTo(name + "=[Filtered]");
    assertThat(of("scrub.mode", "allow", "scrub.allow", name).value(name, "harmless"))
        .isEqualTo("[Filtered]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"author", "keyboard", "monkey", "sidebar", "inside", "considered"})
  void value_ofNameThatOnlyContainsSuchAWordIsTold(String name) {
    assertThat(scrubber.value(name, "harmless")).isEqualTo("harmless");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "theme=dark; JSESSIONID=A1B2|theme=dark; JSESSIONID=[Filtered]",
        "theme=dark;sid=1;  lang=de;|theme=dark; sid=[Filtered]; lang=de",
        "a=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln|a=[Filtered]",
        "a=p%3D1%26card%3D4111111111111111|a=[Filtered]",
        "a=b=c|a=b=c",
        "a=|a=",
        "A1B2C3|[Filtered]",
        "theme=dark; A1B2C3|[Filtered]",
        "=x|[Filtered]",
        "a b=x|[Filtered]",
        "a=%ZZ|a=[Filtered]"
      })
  void cookies_areTakenOneByOne(String header, String scrubbed) {
    assertThat(scrubber.value("Cookie", header)).isEqualTo(scrubbed);
  }

  @Test
  void cookies_areHiddenAsAWholeWhereTheUserSaysSo() {
    Scrubber all = Scrubber.of(AgentConfig.of(Map.of("scrub.keys", "cookie")));
    assertThat(all.value("Cookie", "theme=dark")).isEqualTo("[Filtered]");
  }

  /** All ways that JDBC URLs carry users and passwords. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://USER:SECRET@db/shop",
        "jdbc:postgresql://USER:SEC/RET@db/shop",
        "jdbc:postgresql://USER:SEC?RET@db/shop",
        "jdbc:postgresql://db/shop?user=USER&password=SECRET",
        "jdbc:postgresql://db/shop?sslpassword=SECRET",
        "jdbc:mysql://db/shop?trustStorePassword=SECRET&keyStorePassword=SECRET",
        "jdbc:mysql://db/shop?accessToken=SECRET&secretKey=SECRET&pwd=SECRET",
        "jdbc:mysql://USER:SECRET@h1,h2/shop",
        "jdbc:mysql://address=(host=db)(user=USER)(password=SECRET)/shop",
        "jdbc:mysql://(host=db,user=USER,password=SECRET)/shop",
        "mysql://USER:SECRET@h1,h2",
        "jdbc:oracle:thin:USER/SECRET@db:1521:shop",
        "jdbc:oracle:thin:USER/SEC@RET@//db:1521/shop",
        "jdbc:oracle:oci8:USER/SECRET@shop",
        "jdbc:sqlserver://db;user=USER;password=SECRET",
        "jdbc:sqlserver://db;userName=USER;password={SEC;RET};encrypt=true",
        "jdbc:db2://db:50000/shop:user=USER;password=SECRET;",
        "jdbc:h2:mem:shop;USER=USER;PASSWORD=SECRET",
        "jdbc:p6spy:oracle:thin:USER/SECRET@db",
        "jdbc:tracing:mysql://USER:SECRET@db/shop",
        "jdbc:aws-wrapper:postgresql://db/shop?user=USER&password=SECRET",
        "jdbc:aws-dsql:postgresql://db/shop?user=USER&password=SECRET",
        "jdbc-secretsmanager:mysql://db/shop?user=USER&password=SECRET",
        "jdbc:log4jdbc:sqlserver://db;user=USER;password=SECRET"
      })
  void jdbcUrl_losesUserAndPassword(String url) {
    String scrubbed = scrubber.message("cannot connect to " + url + " (is it up?)", false);
    assertThat(scrubbed)
        .startsWith("cannot connect to ")
        .contains("[Filtered]")
        .doesNotContain("SEC")
        .doesNotContain("=USER")
        .doesNotContain("/USER")
        .doesNotContain(":USER")
        .endsWith("(is it up?)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://shop.example:8080/a@b",
        "http://[::1]:80/a@b",
        "jdbc:mysql://h1:3306,h2:3306/shop@x",
        "jdbc:oracle:thin:@//db:1521/shop",
        "jdbc:h2:mem:shop"
      })
  void url_withoutUserStays(String url) {
    assertThat(scrubber.message(url, false)).isEqualTo(url);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "card 4111 1111 1111 1111|card [card ****1111]",
        "card 2221000000000009|card [card ****0009]",
        "card 6011111111111117|card [card ****1117]",
        "card 3530111333300000|card [card ****0000]",
        "card 4111 1111 1111 1112|card 4111 1111 1111 1112",
        "at 1790000000123|at 1790000000123",
        "id=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0=.c2ln-_x==|id=[Filtered]",
        "sid=1, pin=2|sid=[Filtered], pin=[Filtered]",
        "<pin>1</pin>|<pin>[Filtered]</pin>",
        "pin is 2: ok|pin is 2: ok",
        "key ASIAIOSFODNN7EXAMPLE|key [Filtered]",
        "key ghp_0123456789abcdefghijklmnopqrstuvwxyz|key [Filtered]",
        "Basic dXNlcjpwYXNz|Basic [Filtered]",
        "Digest dXNlcjpwYXNz|Digest [Filtered]"
      })
  void message_losesWhatLooksLikeASecret(String text, String scrubbed) {
    assertThat(scrubber.message(text, false)).isEqualTo(scrubbed);
    assertThat(scrubber.value("x", text)).isEqualTo(scrubbed);
    assertThat(scrubber.text(text)).isEqualTo(scrubbed);
    assertThat(scrubber.path(text)).isEqualTo(scrubbed);
  }

  @Test
  void message_losesSshKeys() {
    assertThat(scrubber.message("-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNz\n", false))
        .isEqualTo("[Filtered]");
  }

  // Personal data

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no user ann.b+c@shop.example.|no user [Filtered]",
        "<ann@shop.example>,bob@x.de|<[Filtered]>,[Filtered]",
        "a @ b|a @ b",
        "from 192.0.2.7 to 10.0.0.1:80|from [Filtered] to [Filtered]:80",
        "from 2001:db8::8a2e:370:7334|from [Filtered]",
        "from 2001:0db8:85a3:0000:0000:8a2e:0370:7334.|from [Filtered].",
        "from ::1|from [Filtered]",
        "call +49 (30) 1234-5678 now|call [Filtered] now",
        "call +14155552671|call [Filtered]",
        "call (415) 555-2671, 415-555-2671|call [Filtered], [Filtered]",
        "at 12:30:45 2026-01-02|at 12:30:45 2026-01-02",
        "order 4711, 1790000000123 ms|order 4711, 1790000000123 ms",
        "Foo::bar failed|Foo::bar failed",
        "H2 2.1.214 and 1.2.3|H2 2.1.214 and 1.2.3"
      })
  void personalData_isHiddenWhereThatIsConfigured(String text, String scrubbed) {
    assertThat(of("scrub.personal", "true").message(text, false)).isEqualTo(scrubbed);
    assertThat(scrubber.message(text, false)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Forwarded-For",
        "Forwarded",
        "X-Real-Ip",
        "CF-Connecting-IP",
        "Remote-Addr",
        "Remote-User",
        "Via",
        "email",
        "userEmail",
        "phone",
        "user_name"
      })
  void personalNames_areHiddenWhereThatIsConfigured(String name) {
    assertThat(of("scrub.personal", "true").value(name, "x")).isEqualTo("[Filtered]");
    assertThat(scrubber.value(name, "x")).isEqualTo("x");
    assertThat(of("scrub.personal", "true").value("User-Agent", "curl/8")).isEqualTo("curl/8");
  }

  // Allow-list

  @Test
  void allowMode_tellsOnlyWhatIsListed() {
    Scrubber allow = of("scrub.mode", "allow", "scrub.allow", "page,Content-Type,orderId,token");
    assertThat(allow.query("page=2&q=ann&order_id=7&token=x"))
        .isEqualTo("page=2&q=[Filtered]&order_id=7&token=[Filtered]");
    assertThat(allow.value("content-type", "text/html")).isEqualTo("text/html");
    assertThat(allow.value("accept", "text/html")).isEqualTo("[Filtered]");
    assertThat(allow.value("cookie", "page=1; theme=dark")).isEqualTo("page=1; theme=[Filtered]");
    assertThat(allow.value("page", "4111111111111111")).isEqualTo("[card ****1111]");
    assertThat(allow.message("GET http://shop/x?page=2&q=ann failed", false))
        .isEqualTo("GET http://shop/x?page=2&q=[Filtered] failed");
  }

  // What cannot be scrubbed

  @Test
  void failure_hidesTheValueAtEveryEntry() {
    assertThat(scrubber.value("a", null)).isEqualTo("[Filtered]");
    assertThat(scrubber.value("cookie", null)).isEqualTo("[Filtered]");
    assertThat(scrubber.query(null)).isEqualTo("[Filtered]");
    assertThat(scrubber.path(null)).isEqualTo("[Filtered]");
    assertThat(scrubber.message(null, true)).isEqualTo("[Filtered]");
    assertThat(scrubber.name(null)).isEqualTo("[Filtered]");
    assertThat(scrubber.text(null)).isNull();
    assertThat(scrubber.exceptionMessage(null, true)).isNull();
  }

  @Test
  void selfTest_passes() {
    assertThat(SelfTest.passes(scrubber, SelfTest.SAMPLES)).isTrue();
    assertThat(scrubber.message("fine", false)).isEqualTo("fine");
  }

  @Test
  void selfTest_ofAScrubberThatTellsASecretHidesEverything() {
    String[][] leak = {{"harmless text", "harmless"}};
    Scrubber broken = Scrubber.of(AgentConfig.of(Map.of()), leak);
    assertThat(broken.value("a", "b")).isEqualTo("[Filtered]");
    assertThat(broken.value("cookie", "a=b")).isEqualTo("[Filtered]");
    assertThat(broken.query("a=b")).isEqualTo("[Filtered]");
    assertThat(broken.path("/a")).isEqualTo("[Filtered]");
    assertThat(broken.message("a", false)).isEqualTo("[Filtered]");
    assertThat(broken.name("a")).isEqualTo("[Filtered]");
    assertThat(broken.text("a")).isEqualTo("[Filtered]");
    assertThat(broken.exceptionMessage("a", false)).isEqualTo("[Filtered]");
  }

  @Test
  void redactions_areCounted() {
    long before = Scrubber.redactions();
    scrubber.message("nothing to hide", false);
    scrubber.query("page=2");
    assertThat(Scrubber.redactions()).isEqualTo(before);
    scrubber.message("password=x", false);
    scrubber.query("token=x");
    assertThat(Scrubber.redactions()).isEqualTo(before + 2);
  }

  @Test
  void exceptionMessages_areLeftOutWhereThatIsConfigured() {
    Scrubber silent = of("record.exception-messages", "false");
    assertThat(silent.exceptionMessage("x", false)).isNull();
    assertThat(new StackRenderer(10, silent).render(new IllegalStateException("no order 17")))
        .startsWith("java.lang.IllegalStateException\n\tat ");
  }

  @Test
  void text_isScrubbedOnceAndKept() {
    String name = "worker password=hunter2";
    String scrubbed = scrubber.text(name);
    assertThat(scrubbed).isEqualTo("worker password=[Filtered]");
    assertThat(scrubber.text(new String(name))).isSameAs(scrubbed);
    for (int i = 0; i < 1000; i++) scrubber.text("thread " + i);
    assertThat(scrubber.text(name)).isEqualTo(scrubbed);
  }

  private static Scrubber of(String... settings) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < settings.length; i += 2) map.put(settings[i], settings[i + 1]);
    AgentConfig config = AgentConfig.of(map);
    assertThat(config.complaints()).isEqualTo(List.of());
    return Scrubber.of(config);
  }
}
