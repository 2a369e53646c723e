// SPDX-License-Identifier: Apache-2.0
package dev.faultline.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** An async request ends when it has completed. */
interface AsyncScenarios {
  RunningServer server();

  @Test
  default void async_endsWithTheAnswer() {
    server().serve(server().get("/async/complete")).answers(200).isRouted("/app/async/*");
    server().serve(server().get("/async/complete-at-once")).answers(200).isRouted("/app/async/*");
    server()
        .serve(server().get("/async/complete-503"))
        .answers(503)
        .isRouted("/app/async/*")
        .isError();
    server().serve(server().get("/async/started")).answers(200).isRouted("/app/async/*");
    server().serve(server().get("/async/wrapped")).answers(200).isRouted("/app/async/*");
  }

  @Test
  default void asyncDispatch_isOneRequestWithTheFirstPath() {
    server()
        .serve(server().get("/async/dispatch"))
        .answers(200)
        .says("dispatched")
        .isRouted("/app/async/*");
    server()
        .serve(server().get("/async/dispatch-twice"))
        .answers(200)
        .says("dispatched")
        .isRouted("/app/async/*");
    Served served =
        server().serve(server().get("/async/dispatch-elsewhere")).answers(200).says("text");
    served.isRouted("/app/async/*").has("url.path", "/app/async/dispatch-elsewhere");
    server()
        .serve(server().get("/async/dispatch-at-once"))
        .answers(200)
        .says("text")
        .isRouted("/app/async/*");
  }

  @Test
  default void asyncTimeout_isMarkedAndNoFault() {
    Served served = server().serve(server().get("/async/timeout"));
    served.answers(served.status()).isRouted("/app/async/*");
    served.has("faultline.request.async_timeout", true);
    assertThat(served.status()).isGreaterThanOrEqualTo(500);
  }
}
