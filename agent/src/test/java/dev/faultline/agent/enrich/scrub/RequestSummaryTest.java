// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.scrub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.bootstrap.subject.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestSummaryTest {
  private static final String JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln";

  private final Request request = new Request();

  @Test
  void everythingThatAClientSends_isScrubbed() {
    request.method = "GET" + JWT;
    request.path = "/reset/" + JWT + ";jsessionid=secret";
    request.query = "token=secret&page=" + JWT;
    request.protocol = "HTTP/" + JWT;
    request.serverAddress = JWT;
    request.clientAddress = JWT;
    request.userAgent = "curl password=secret " + JWT;
    request.principal = JWT;
    request.session = "secret";
    request.headers = new String[] {"Cookie", "sid=secret; a=" + JWT, "X-A", JWT};
    request.parameters = Map.of(JWT, new String[] {""}, "pin", new String[] {"secret"});
    RequestSummary told = new RequestSummary(request, of(Map.of()));
    String all =
        String.join(
            "|",
            told.path,
            told.query,
            told.protocol,
            told.serverAddress,
            told.clientAddress,
            told.userAgent,
            told.principal,
            told.sessionHash,
            told.headers.toString(),
            told.parameters.toString());
    assertThat(all).doesNotContain("secret").doesNotContain("eyJ");
    assertThat(told.method).isEqualTo("_OTHER");
    assertThat(told.parameters).containsEntry("pin", List.of("[Filtered]"));
    assertThat(told.parameters).containsEntry("[Filtered]", List.of(""));
  }

  @Test
  void ordinaryRequest_isToldAsItIs() {
    request.method = "GET";
    request.path = "/orders/17";
    request.query = "page=2";
    request.userAgent = "Mozilla/5.0 (X11; Linux x86_64; rv:1.9) Gecko/20100101";
    request.clientAddress = "192.0.2.7";
    request.principal = "ann@shop.example";
    RequestSummary told = new RequestSummary(request, of(Map.of()));
    assertThat(told.path).isEqualTo("/orders/17");
    assertThat(told.query).isEqualTo("page=2");
    assertThat(told.userAgent).isEqualTo(request.userAgent);
    assertThat(told.clientAddress).isEqualTo("192.0.2.7");
    assertThat(told.principal).isEqualTo("ann@shop.example");
  }

  @Test
  void personalData_isLeftOutWhereThatIsConfigured() {
    request.clientAddress = "192.0.2.7";
    request.principal = "ann";
    request.userAgent = "curl/8";
    request.path = "/users/ann@shop.example";
    request.headers = new String[] {"X-Forwarded-For", "192.0.2.7"};
    RequestSummary told = new RequestSummary(request, of(Map.of("scrub.personal", "true")));
    assertThat(told.clientAddress).isNull();
    assertThat(told.principal).isNull();
    assertThat(told.userAgent).isEqualTo("curl/8");
    assertThat(told.path).isEqualTo("[Filtered]");
    assertThat(told.headers).containsEntry("x-forwarded-for", List.of("[Filtered]"));
  }

  @Test
  void headersAndParameters_areBounded() {
    Map<String, String[]> parameters = new LinkedHashMap<>();
    for (int i = 0; i < 100; i++) parameters.put("p" + i, new String[] {"v"});
    request.parameters = parameters;
    request.headers = new String[] {"a", "1", "b", "2", "a", "3", "c", "4"};
    assertThat(new RequestSummary(request, of(Map.of())).parameters).hasSize(64);
    RequestSummary told = new RequestSummary(request, of(Map.of("attribute.max-count", "2")));
    assertThat(told.parameters).containsOnlyKeys("p0", "p1");
    assertThat(told.headers).containsOnlyKeys("a", "b").containsEntry("a", List.of("1", "3"));
    assertThat(told.headers.pairs()).isEqualTo(3);
    assertThat(told.headers.end(0)).isEqualTo(2);
    assertThat(told.headers.value(1)).isEqualTo("3");
    assertThat(told.headers.name(2)).isEqualTo("b");
    told = new RequestSummary(request, of(Map.of("attribute.max-count", "0")));
    assertThat(told.parameters).isEmpty();
    assertThat(told.headers).isEmpty();
  }

  private static Scrubber of(Map<String, String> settings) {
    return Scrubber.of(AgentConfig.of(settings));
  }
}
