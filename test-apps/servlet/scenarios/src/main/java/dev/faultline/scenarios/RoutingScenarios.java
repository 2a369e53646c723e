// SPDX-License-Identifier: Apache-2.0
package dev.faultline.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.RecordedFault;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told of a request that goes no further than one servlet. */
interface RoutingScenarios {
  RunningServer server();

  @Test
  default void ok_isRecordedWithAllThatIsKnown() {
    Served served =
        server()
            .serve(server().get("/text").header("User-Agent", "test/1").header("X-Tenant", "acme"));
    served.answers(200).says("text").isRouted("/app/text").isNoError();
    served.has("url.path", "/app/text").has("url.scheme", "http");
    served.has("server.address", "localhost").has("client.address", "127.0.0.1");
    served.has("user_agent.original", "test/1").has("network.protocol.version", "1.1");
    served.has("http.request.header.x-tenant", List.of("acme")).hasNo("error.type");
    assertThat(served.span().parentId()).isEmpty();
  }

  @Test
  default void notFound_isRoutedToTheDefaultServlet() {
    server().serve(server().get("/nothing/here")).answers(404).isRouted("/app/*").isNoError();
  }

  @Test
  default void prefixMapping_isTheRoute() {
    server().serve(server().get("/prefix/a/7")).answers(200).isRouted("/app/prefix/*");
    server().serve(server().get("/prefix")).answers(200).isRouted("/app/prefix/*");
  }

  @Test
  default void suffixMapping_isTheRoute() {
    server().serve(server().get("/any/where.do")).answers(200).isRouted("/app/*.do");
  }

  @Test
  default void redirect_isRecordedAsItIs() {
    server().serve(server().get("/redirect")).answers(302).isRouted("/app/redirect").isNoError();
  }

  @Test
  default void sendError_isAnErrorWithoutAFault() {
    Served served =
        server()
            .serve(server().get("/send-error"))
            .answers(500)
            .isRouted("/app/send-error")
            .isError();
    served.has("error.type", "500");
  }

  @Test
  default void exception_isOneFaultAnd500() {
    Served served =
        server().serve(server().get("/throw")).answers(500).isRouted("/app/throw").isError();
    RecordedFault fault = server().faultOf(served);
    assertThat(fault.type()).isEqualTo("java.lang.IllegalStateException");
    assertThat(fault.message()).isEqualTo("thrown");
    assertThat(fault.state()).isEqualTo("escaped");
    // Some servers log what escapes, before or after it does: that is the same fault.
    assertThat(fault.layers()).contains("servlet").isSubsetOf("servlet", "log");
    assertThat(fault.spanId()).isEqualTo(served.span().spanId());
  }
}
