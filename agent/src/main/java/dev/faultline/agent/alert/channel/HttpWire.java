// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.transport.Answer;
import dev.faultline.agent.transport.HttpTransport;
import java.io.IOException;
import java.util.Map;

/** The agent's own transport: its proxy, its trust, its time-outs. */
final class HttpWire implements Wire {
  private static final String JSON = "application/json; charset=utf-8";

  private final HttpTransport transport;

  private HttpWire(HttpTransport transport) {
    this.transport = transport;
  }

  static Maker by(AgentConfig config) {
    return (endpoint, headers, timeoutMillis) ->
        new HttpWire(HttpTransport.of(config, endpoint, headers, timeoutMillis));
  }

  @Override
  public Answer post(String path, Map<String, String> headers, byte[] body) throws IOException {
    return transport.post(path, JSON, headers, body);
  }

  @Override
  public void abort() {
    transport.abort();
  }
}
