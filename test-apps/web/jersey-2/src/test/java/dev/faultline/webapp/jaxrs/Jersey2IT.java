// SPDX-License-Identifier: Apache-2.0
package dev.faultline.webapp.jaxrs;

import dev.faultline.harness.Jdk;
import dev.faultline.harness.JdkSource;
import dev.faultline.webrows.JaxRsRows;
import dev.faultline.webrows.WebRun;
import org.junit.jupiter.params.ParameterizedTest;

class Jersey2IT {
  @ParameterizedTest
  @JdkSource(without = 11)
  void rows(Jdk jdk) {
    String runtime = "org.glassfish.jersey.server.ServerRuntime";
    WebRun rows = JaxRsRows.check(JaxRsMain.class, jdk, runtime);
    rows.fault("/mapper-throws", ": mapper-throws").isHandled(runtime, 500);
    rows.fault("/unmapped").hasEscaped();
    rows.nothingElse();
  }
}
