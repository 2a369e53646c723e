// SPDX-License-Identifier: Apache-2.0
package dev.faultline.exporters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.Account;
import dev.faultline.harness.App;
import dev.faultline.harness.RecordedPoint;
import dev.faultline.harness.RecordedSpan;
import dev.faultline.harness.Run;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is left out by configuration is left out, and nothing that is needed goes with it. */
class FilterIT {
  @Test
  void ignoredPaths_areToldForTheirFaultsAlone() {
    Run run =
        App.of(Shop.class)
            .args("30")
            .set("faultline.ignore.paths", "/none,/orders/*")
            .set("faultline.slow.threshold", "0")
            .expectAnyErr()
            .run();

    assertThat(run.out()).contains("served 30, failed 3");
    assertThat(run.faults()).hasSize(3);
    List<RecordedSpan> requests =
        run.spans().stream().filter(each -> each.name().startsWith("GET ")).toList();
    assertThat(requests).hasSize(3); // and the run has checked that each fault's trace is there
    assertThat(run.points().stream().map(RecordedPoint::metric))
        .doesNotContain("http.server.request.duration")
        .contains("db.client.operation.duration", "faultline.requests.ignored");
    Account spans = run.accounts().get("spans");
    assertThat(spans.addsUp()).isTrue();
    assertThat(spans.dropped()).isZero();
  }

  @Test
  void ignoredStatements_areLeftOutAndCounted() {
    Run run =
        App.of(Shop.class)
            .args("30")
            .set("faultline.ignore.statements", "select count(*) from orders*,INSERT INTO orders*")
            .expectAnyErr()
            .run();

    assertThat(run.faults()).hasSize(3);
    List<String> statements =
        run.spans().stream()
            .filter(each -> each.attributes().containsKey("db.query.text"))
            .filter(each -> !each.proto().hasStatus())
            .map(each -> String.valueOf(each.attributes().get("db.query.text")))
            .toList();
    assertThat(statements).noneMatch(each -> each.contains("COUNT") || each.startsWith("INSERT"));
    assertThat(run.spans().stream().filter(each -> each.name().startsWith("GET "))).hasSize(30);
    Account spans = run.accounts().get("spans");
    assertThat(spans.addsUp()).isTrue();
    assertThat(spans.dropped()).isGreaterThanOrEqualTo(27 + 27);
  }
}
