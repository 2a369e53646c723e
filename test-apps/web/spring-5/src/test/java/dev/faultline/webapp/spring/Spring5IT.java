// SPDX-License-Identifier: Apache-2.0
package dev.faultline.webapp.spring;

import dev.faultline.harness.Jdk;
import dev.faultline.harness.JdkSource;
import dev.faultline.webrows.SpringRows;
import org.junit.jupiter.params.ParameterizedTest;

class Spring5IT {
  @ParameterizedTest
  @JdkSource(without = 11)
  void rows(Jdk jdk) {
    SpringRows.check(SpringMain.class, jdk, false);
  }
}
