// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptedTest {
  /** The first two are what Prometheus 2.42 and 3 send. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,"
            + "text/plain;version=0.0.4;q=0.5,*/*;q=0.1|true",
        "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,"
            + "application/openmetrics-text;version=0.0.1;q=0.4,"
            + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,text/plain;version=0.0.4;q=0.2,*/*;q=0.1|true",
        "application/openmetrics-text|true",
        "Application/OpenMetrics-Text; Version=1.0.0; charset=utf-8|true",
        "text/plain;version=0.0.4,application/openmetrics-text;version=1.0.0;q=0.5|false",
        "application/openmetrics-text;version=2.0.0|false",
        "application/openmetrics-text;q=0|false",
        "application/openmetrics-text;q=x|false",
        "text/html,application/xhtml+xml,*/*;q=0.8|false",
        "''|false",
      })
  void openMetrics_isChosenByAccept(String accept, boolean expected) {
    assertThat(Accepted.openMetrics(accept)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"gzip|true", "deflate, GZIP;q=0.5|true", "gzip;q=0|false", "br|false", "''|false"})
  void gzip_isChosenByAcceptEncoding(String accept, boolean expected) {
    assertThat(Accepted.gzip(accept)).isEqualTo(expected);
  }
}
