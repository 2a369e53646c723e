// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.jdbc;

import static dev.faultline.harness.FaultlineAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.App;
import dev.faultline.harness.Jdk;
import dev.faultline.harness.Jdks;
import dev.faultline.harness.RecordedFault;
import dev.faultline.harness.RecordedSpan;
import dev.faultline.harness.Run;
import dev.faultline.testapps.jdbc.Databases.Database;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each database, plainly and through pools: one record for each call of the application. Two at a
 * time, as most of it is to wait for an exhausted pool.
 */
@Execution(ExecutionMode.CONCURRENT)
class JdbcIT {
  @TempDir static Path folder;
  private static Databases databases;

  @BeforeAll
  static void prepare() {
    databases = new Databases(folder);
  }

  @AfterAll
  static void stop() throws Exception {
    databases.close();
  }

  private static App shop(String kind, Database database) {
    return App.of(Shop.class)
        .args(kind, database.url(), database.user(), "")
        .expectErr(".* org.apache.tomcat.jdbc.pool.PooledConnection connectUsingDriver")
        .expectErr("WARNING: Not loading a JDBC driver as driverClassName property is null.")
        // Its driver keeps a task running, begun in a call of the application, for 30 seconds.
        .jvmArgs("-Dpgjdbc.config.cleanup.thread.ttl=1")
        .jvmArgs("-Dderby.stream.error.file=/dev/null");
  }

  /** What the application called, in this order. Preparing and acquiring are told when slow. */
  private static List<String> calls(String kind, Database database) {
    String namespace = " " + database.namespace();
    List<String> calls =
        new ArrayList<>(
            List.of(
                "CREATE TABLE item",
                "INSERT item",
                "INSERT item",
                "INSERT item",
                "SELECT item",
                "SELECT item",
                "BATCH INSERT item",
                "BATCH UPDATE item DELETE item",
                "DELETE item",
                "COMMIT" + namespace,
                "DELETE item",
                "ROLLBACK" + namespace,
                "ROLLBACK" + namespace,
                "INSERT item",
                "SELECT item",
                "DROP TABLE item"));
    // This pool's statements are JDK proxies, which are not woven: it says itself that one is
    // closed, which is told, but is no call.
    if (kind.equals("tomcat")) calls.remove(14);
    return calls;
  }

  /** The calls that were recorded, but for those that drivers make of themselves. */
  private static List<RecordedSpan> calls(Run run) {
    List<RecordedSpan> calls = new ArrayList<>();
    boolean inTransaction = false;
    for (RecordedSpan span : clientSpans(run)) {
      if (span.name().startsWith("DELETE")) inTransaction = true;
      if (span.name().startsWith("ROLLBACK")) inTransaction = false;
      // Some drivers implement setSavepoint and setAutoCommit by calling these.
      boolean isDrivers =
          span.name().startsWith("SAVEPOINT") || span.name().startsWith("COMMIT") && !inTransaction;
      // What comes before is a pool that looks at its first connection.
      boolean isShops = !calls.isEmpty() || span.name().equals("CREATE TABLE item");
      if (isShops && !isDrivers) calls.add(span);
    }
    return calls;
  }

  private static List<RecordedSpan> clientSpans(Run run) {
    return run.spans().stream()
        .filter(span -> span.kind() == SpanKind.SPAN_KIND_CLIENT)
        .filter(span -> !span.name().matches("(PREPARE|ACQUIRE|CONNECT)( .*)?"))
        .sorted(Comparator.comparingLong(span -> span.proto().getStartTimeUnixNano()))
        .toList();
  }

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({
    "H2, plain", "H2, hikari", "H2, tomcat",
    "HSQLDB, plain", "HSQLDB, hikari", "HSQLDB, tomcat",
    "Derby, plain", "Derby, hikari", "Derby, tomcat",
    "SQLite, plain", "SQLite, hikari", "SQLite, tomcat",
    "PostgreSQL, plain", "PostgreSQL, hikari", "PostgreSQL, tomcat",
    "MariaDB, plain", "MariaDB, hikari", "MariaDB, tomcat",
  })
  void calls_areOneRecordEach(String name, String kind) {
    Database database = databases.of(name);
    Run run = shop(kind, database).run();
    List<RecordedSpan> calls = calls(run);
    assertThat(calls)
        .extracting(RecordedSpan::name)
        .containsExactlyElementsOf(calls(kind, database));
    for (RecordedSpan call : calls) {
      assertThat(call.attributes()).containsEntry("db.system.name", database.system());
      assertThat(call.attributes()).containsEntry("db.namespace", database.namespace());
      assertThat(String.valueOf(call.attributes().get("db.query.text"))).doesNotContain("secret");
    }
    assertThat(calls.get(6).attributes()).containsEntry("db.operation.batch.size", 4L);
    assertThat(calls.get(7).attributes()).containsEntry("db.operation.batch.size", 2L);
    assertThat(calls.get(13)).matches(RecordedSpan::isError);
    assertThat(calls.get(14).isError()).isEqualTo(!kind.equals("tomcat"));
    assertFaults(run, kind, calls);
    assertThat(run).hasMetric("db.client.operation.duration");
    Run without = shop(kind, database).withoutAgent().run();
    assertThat(run.out()).isEqualTo(without.out());
  }

  private static void assertFaults(Run run, String kind, List<RecordedSpan> calls) {
    Matcher said = Pattern.compile("state=(.*) code=(.*);").matcher(run.out());
    assertThat(said.find()).isTrue();
    RecordedFault violation = fault(run, calls.get(13));
    assertThat(violation.text("faultline.sql.state")).isEqualTo(nullToEmpty(said.group(1)));
    assertThat(violation.attributes())
        .containsEntry("faultline.sql.vendor_code", Long.valueOf(said.group(2)));
    assertThat(violation.text("db.query.text")).isEqualTo("INSERT INTO item (id, name) VALUES (?)");
    assertThat(violation.message()).doesNotContain("twice");
    RecordedFault closed = kind.equals("tomcat") ? closed(run) : fault(run, calls.get(14));
    assertThat(closed.text("db.query.text")).isEqualTo("SELECT id FROM item");
    if (!kind.equals("plain")) assertExhausted(run);
    assertThat(run).hasFaults(kind.equals("plain") ? 2 : 3);
  }

  private static RecordedFault closed(Run run) {
    return run.faults().stream()
        .filter(fault -> fault.message().equals("Statement closed."))
        .findFirst()
        .orElseThrow();
  }

  private static void assertExhausted(Run run) {
    List<RecordedSpan> acquired =
        run.spans().stream().filter(span -> span.name().startsWith("ACQUIRE ")).toList();
    RecordedSpan failed = acquired.get(acquired.size() - 1);
    assertThat(failed).matches(RecordedSpan::isError);
    assertThat(fault(run, failed).attributes()).containsKey("db.namespace");
  }

  private static String nullToEmpty(String printed) {
    return printed.equals("null") ? "" : printed;
  }

  private static RecordedFault fault(Run run, RecordedSpan span) {
    return run.faults().stream()
        .filter(fault -> fault.spanId().equals(span.spanId()))
        .reduce(
            (a, b) -> {
              throw new AssertionError("two faults: " + a + ", " + b);
            })
        .orElseThrow(() -> new AssertionError("no fault in " + span + ": " + run.faults()));
  }

  static Stream<Arguments> jdks() {
    return Jdks.all().stream()
        .flatMap(jdk -> Stream.of("H2", "PostgreSQL").map(db -> Arguments.of(db, jdk)));
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("jdks")
  void calls_areRecordedOnEveryJdk(String name, Jdk jdk) {
    Database database = databases.of(name);
    Run run = shop("hikari", database).on(jdk).run();
    assertThat(calls(run))
        .extracting(RecordedSpan::name)
        .containsExactlyElementsOf(calls("hikari", database));
  }
}
