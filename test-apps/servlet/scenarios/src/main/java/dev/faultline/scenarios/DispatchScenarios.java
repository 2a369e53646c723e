// SPDX-License-Identifier: Apache-2.0
package dev.faultline.scenarios;

import org.junit.jupiter.api.Test;

/** Filters, forwards and includes are part of one request. */
interface DispatchScenarios {
  RunningServer server();

  @Test
  default void filterBeforeServlet_isPartOfTheRequest() {
    server().serve(server().get("/filtered")).answers(200).says("text").isRouted("/app/filtered");
  }

  @Test
  default void filterThatAnswers_isTheRequest() {
    server().serve(server().get("/filter-answers")).answers(403).isRouted("/app/filter-answers");
  }

  @Test
  default void forward_isOneRequestWithTheFirstPath() {
    Served served =
        server().serve(server().get("/forward")).answers(200).says("text").isRouted("/app/forward");
    served.has("url.path", "/app/forward");
  }

  @Test
  default void include_isOneRequest() {
    server()
        .serve(server().get("/include"))
        .answers(200)
        .says("text and more")
        .isRouted("/app/include");
  }
}
