// SPDX-License-Identifier: Apache-2.0
package dev.faultline.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told of parameters, bodies and sessions, and that they are left alone. */
interface ReadingScenarios {
  RunningServer server();

  @Test
  default void session_isToldAsAHashWhereTheApplicationAskedForIt() {
    Served first = server().serve(server().get("/session")).answers(200);
    Served second =
        server().serve(server().get("/session").header("Cookie", "JSESSIONID=" + first.body()));
    String hash = String.valueOf(first.span().attributes().get("faultline.session.hash"));
    assertThat(hash).matches("[0-9a-f]{16}");
    if (second.body().equals(first.body())) second.has("faultline.session.hash", hash);
    String told = first.span().attributes().toString() + second.span().attributes();
    assertThat(told).doesNotContain(first.body());
    server()
        .serve(server().get("/text").header("Cookie", "JSESSIONID=" + first.body()))
        .hasNo("faultline.session.hash");
  }

  @Test
  default void parameters_areRecordedWhenTheApplicationReadThem() {
    Served served =
        server().serve(server().form("/parameters", "name=J%C3%BCrgen&password=hidden"));
    served.answers(200).says("J\u00fcrgen");
    served.has("faultline.request.parameter.name", List.of("J\u00fcrgen"));
    assertThat(served.span().attributes().toString()).doesNotContain("hidden");
  }

  @Test
  default void characterEncoding_thatTheApplicationSetsIsNotTooLate() {
    server()
        .serve(server().form("/parameters", "name=%C3%A5%C3%B6"))
        .answers(200)
        .says("\u00e5\u00f6");
  }

  @Test
  default void parameters_areLeftAloneWhenTheApplicationReadsTheBody() {
    Served served =
        server().serve(server().form("/body", "name=J%C3%BCrgen")).answers(200).says("16");
    served.hasNo("faultline.request.parameter.name");
  }

  @Test
  default void parameters_ofAWrapperLeaveTheBodyAlone() {
    Served served = server().serve(server().form("/wrapped-parameters", "name=x")).answers(200);
    served.says("wrapped name, 6").hasNo("faultline.request.parameter.name");
  }

  @Test
  default void multipart_isNotConsumed() {
    String body = "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nvalue\r\n--B--\r\n";
    HttpRequest.Builder request =
        server()
            .get("/body")
            .header("Content-Type", "multipart/form-data; boundary=B")
            .POST(BodyPublishers.ofString(body));
    server().serve(request).answers(200).says(String.valueOf(body.length()));
  }
}
