// SPDX-License-Identifier: Apache-2.0
package dev.faultline.servletapp.undertow;

import dev.faultline.harness.Jdk;
import dev.faultline.harness.JdkSource;
import dev.faultline.scenarios.ServletFaults;
import org.junit.jupiter.params.ParameterizedTest;

class UndertowJavaxRowsIT {
  @ParameterizedTest
  @JdkSource(without = 11)
  void rows(Jdk jdk) {
    ServletFaults.check(UndertowRows.class, jdk);
  }
}
