// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.bootstrap.fault.Layer;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.fault.State;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeveritiesTest {
  /** Steps as LAYER:STATE:LEVEL, with blanks between them. */
  @ParameterizedTest
  @CsvSource({
    "SERVLET:ESCAPED, 500, ERROR",
    "SERVLET:ESCAPED, 0, ERROR",
    "SERVLET:ESCAPED, 200, ERROR", // the response was committed before
    "FRAMEWORK:HANDLED, 404, WARN",
    "FRAMEWORK:HANDLED, 200, WARN",
    "FRAMEWORK:HANDLED, 499, WARN",
    "FRAMEWORK:HANDLED, 500, ERROR",
    "FRAMEWORK:HANDLED, 503, ERROR",
    "FRAMEWORK:HANDLED, 0, ERROR", // not known
    "FRAMEWORK:HANDLED LOG:LOGGED:ERROR, 404, WARN",
    "FRAMEWORK:HANDLED SERVLET:ESCAPED, 404, ERROR",
    "TASK:HANDLED, 0, ERROR",
    "LOG:LOGGED:WARN, 0, WARN",
    "LOG:LOGGED:WARN, 500, WARN",
    "LOG:LOGGED:INFO, 0, WARN",
    "LOG:LOGGED:ERROR, 0, ERROR",
    "LOG:LOGGED:WARN LOG:LOGGED:ERROR, 0, ERROR",
    "LOG:LOGGED, 0, ERROR",
    "JDBC LOG:LOGGED:WARN, 0, WARN",
    "TASK:UNOBSERVED LOG:LOGGED:WARN, 0, ERROR",
    "TASK:CANCELLED_SCHEDULE, 0, ERROR",
    "THREAD:ESCAPED, 0, ERROR",
    "JDBC, 0, ERROR",
    "TASK:OBSERVED, 0, ERROR"
  })
  void severity_isSaidByWhatBecameOfIt(String steps, int status, Severity severity) {
    assertThat(Severities.of(false, way(steps), status)).isEqualTo(severity);
    assertThat(Severities.of(true, way(steps), status)).isEqualTo(Severity.INFO);
  }

  private static Way way(String steps) {
    Way way = new Way();
    for (String each : steps.split(" ")) {
      String[] parts = each.split(":");
      Sighting sighting = new Sighting(new IllegalStateException(), Layer.valueOf(parts[0]));
      if (parts.length > 1) sighting.became(State.valueOf(parts[1]), parts[0]);
      if (parts.length > 2) sighting.level(parts[2]);
      way.add(sighting);
    }
    return way;
  }
}
