// SPDX-License-Identifier: Apache-2.0
package dev.faultline.webapp.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.Jdk;
import dev.faultline.harness.JdkSource;
import dev.faultline.webrows.WebRun;
import org.junit.jupiter.params.ParameterizedTest;

class Boot3IT {
  private static final String RESOLVERS = "org.springframework.web.servlet.mvc.";

  @ParameterizedTest
  @JdkSource(min = 17)
  void rows(Jdk jdk) {
    WebRun rows = WebRun.of(BootMain.class, jdk);
    assertThat(rows.answers()).contains("/ok: 200").contains("\"path\":\"/app/escapes\"");
    rows.fault("/handled")
        .isHandled("dev.faultline.webapp.boot.Orders#answer(IllegalArgumentException)", 502);
    rows.fault("/status-404")
        .isHandled(RESOLVERS + "annotation.ResponseStatusExceptionResolver", 404);
    rows.fault("/nowhere").isHandled(RESOLVERS + "support.DefaultHandlerExceptionResolver", 404);
    rows.fault("/escapes")
        .hasEscaped()
        .hasType("java.lang.IllegalStateException")
        .hasRoute("/app/escapes");
    rows.fault("/error-page-throws")
        .hasEscaped()
        .hasType("java.lang.IllegalStateException")
        .hasStack("ErrorText.getErrorAttributes");
    // thrown on a thread of the client, which works for everybody
    rows.fault("/client-refused").hasEscaped().hasType("java.net.ConnectException");
    rows.nothingElse();
  }
}
