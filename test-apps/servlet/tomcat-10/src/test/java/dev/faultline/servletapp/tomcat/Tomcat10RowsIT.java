// SPDX-License-Identifier: Apache-2.0
package dev.faultline.servletapp.tomcat;

import dev.faultline.harness.Jdk;
import dev.faultline.harness.JdkSource;
import dev.faultline.scenarios.ServletFaults;
import org.junit.jupiter.params.ParameterizedTest;

class Tomcat10RowsIT {
  @ParameterizedTest
  @JdkSource(min = 17)
  void rows(Jdk jdk) {
    ServletFaults.check(TomcatRows.class, jdk);
  }
}
