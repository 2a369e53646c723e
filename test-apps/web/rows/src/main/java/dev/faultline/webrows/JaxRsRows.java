// SPDX-License-Identifier: Apache-2.0
package dev.faultline.webrows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.Jdk;

/** What is told of the rows of JAX-RS, whoever implements it. */
public final class JaxRsRows {
  private static final String APP = "dev.faultline.webapp.jaxrs.Mappers$";

  private JaxRsRows() {}

  /**
   * Runs them all, and checks all but what a mapper that throws does to its request, and what
   * becomes of an exception without a mapper: there implementations differ.
   *
   * @param runtime the implementation's class that answers where there is no mapper
   */
  public static WebRun check(Class<?> main, Jdk jdk, String runtime) {
    WebRun rows = WebRun.of(main, jdk);
    assertThat(rows.answers()).contains("/ok: 200").contains("/answer: 503 text/plain");
    rows.fault("/mapped")
        .isHandled(APP + "Failed", 500)
        .hasType(APP + "Failure")
        .hasLayers("framework");
    rows.fault("/mapped-404").isHandled(APP + "Missing", 404).hasRoute("/app/*");
    rows.fault("/status-404").isHandled(runtime, 404);
    rows.fault("/answer").isHandled(runtime, 503);
    rows.fault("/nowhere").isHandled(runtime, 404);
    rows.fault("/mapper-throws", "of the mapper").hasLeftHandler(APP + "Broken");
    return rows;
  }
}
