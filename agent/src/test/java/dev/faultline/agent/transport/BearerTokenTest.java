// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.faultline.agent.config.AgentConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BearerTokenTest {
  private final AtomicLong now = new AtomicLong();
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private HttpServer server;

  @TempDir Path folder;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/",
        exchange -> {
          seen.add(exchange.getRequestHeaders().get("Authorization").toString());
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void authorization_followsTheFileAsKubernetesReplacesIt() throws IOException {
    Path first = Files.createDirectory(folder.resolve("..1"));
    Path second = Files.createDirectory(folder.resolve("..2"));
    FileTime time = FileTime.fromMillis(1_790_000_000_000L);
    Files.writeString(first.resolve("token"), "one\n");
    Files.writeString(second.resolve("token"), "two\n");
    Files.setLastModifiedTime(first.resolve("token"), time);
    Files.setLastModifiedTime(second.resolve("token"), time); // nor is its size another
    Path data = Files.createSymbolicLink(folder.resolve("..data"), first);
    Path file = Files.createSymbolicLink(folder.resolve("token"), data.resolve("token"));
    BearerToken token = new BearerToken(file.toString(), now::get);

    assertThat(token.authorization()).isEqualTo("Bearer one");
    Files.delete(data);
    Files.createSymbolicLink(data, second);
    now.set(BearerToken.LOOK_NANOS - 1);
    assertThat(token.authorization()).isEqualTo("Bearer one");
    now.set(BearerToken.LOOK_NANOS);
    assertThat(token.authorization()).isEqualTo("Bearer two");
  }

  @Test
  void authorization_outlivesAFileThatIsGoneOrEmptyForAMoment() throws IOException {
    Path file = Files.writeString(folder.resolve("token"), "one");
    BearerToken token = new BearerToken(file.toString(), now::get);
    assertThat(token.authorization()).isEqualTo("Bearer one");
    Files.writeString(file, "");
    now.addAndGet(BearerToken.LOOK_NANOS);
    assertThat(token.authorization()).isEqualTo("Bearer one");
    Files.delete(file);
    now.addAndGet(BearerToken.LOOK_NANOS);
    assertThat(token.authorization()).isEqualTo("Bearer one");
    Files.writeString(file, "two");
    now.addAndGet(BearerToken.LOOK_NANOS);
    assertThat(token.authorization()).isEqualTo("Bearer two");
  }

  @Test
  void post_waitsForAFileThatIsYetToCome() throws IOException {
    Path file = folder.resolve("token");
    Transport transport = transport(Map.of("bearer-token.file", file.toString()));
    assertThatThrownBy(() -> post(transport))
        .isInstanceOf(IOException.class)
        .hasMessage("faultline.bearer-token.file: " + file + " does not exist");
    Files.writeString(file, "late");
    post(transport);
    assertThat(seen).containsExactly("[Bearer late]");
  }

  @Test
  void post_sendsTheTokenToTheEndpointAloneAndOnce() throws IOException {
    Map<String, String> settings =
        Map.of("bearer-token", "t", "headers", "authorization=other,X-A=b");
    post(transport(settings));
    assertThat(seen).containsExactly("[Bearer t]");
    HttpTransport elsewhere =
        HttpTransport.of(AgentConfig.of(settings), address(), Map.of("Authorization", "DSN"));
    post(elsewhere);
    assertThat(seen).containsExactly("[Bearer t]", "[DSN]");
  }

  /** The JDK's own message would tell the value. */
  @Test
  void post_keepsAValueThatIsNotAllowedToItself() throws IOException {
    Path file = Files.writeString(folder.resolve("token"), "s3cr3t\n\u0001s3cr3t");
    for (Map<String, String> settings :
        List.of(
            Map.of("bearer-token.file", file.toString()),
            Map.of("headers", "Authorization=s3cr3t%0As3cr3t"))) {
      assertThatThrownBy(() -> post(transport(settings)))
          .isInstanceOf(IOException.class)
          .hasNoCause()
          .hasMessage("the header Authorization has a character that is not allowed");
    }
    assertThat(seen).isEmpty();
  }

  private Transport transport(Map<String, String> settings) {
    Map<String, String> all = new java.util.HashMap<>(settings);
    all.put("endpoint", address());
    return HttpTransport.toEndpoint(AgentConfig.of(all));
  }

  private String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static void post(Transport transport) throws IOException {
    assertThat(transport.post("/v1/logs", "application/json", null, new byte[2]).status)
        .isEqualTo(200);
  }
}
