// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.otlp;

import dev.faultline.agent.export.Pieces;
import dev.faultline.agent.export.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What goes around the records of every request, in JSON. */
final class JsonEnvelope implements Envelope {
  static final String CONTENT_TYPE = "application/json";

  private final String resource;
  private final String version;

  JsonEnvelope(Map<String, Object> resource, String version) {
    this.resource = render(resource);
    this.version = version;
  }

  @Override
  public Pieces pieces(Signal signal) {
    switch (signal) {
      case SPANS:
        return pieces(signal, "Spans", "spans");
      case METRICS:
        return pieces(signal, "Metrics", "metrics");
      case FAULTS:
      case LOGS:
        return pieces(signal, "Logs", "logRecords");
    }
    throw new AssertionError(signal);
  }

  private Pieces pieces(Signal signal, String plural, String list) {
    String head =
        "{\"resource"
            + plural
            + "\":[{\"resource\":{"
            + resource
            + "},\"scope"
            + plural
            + "\":[{\"scope\":{\"name\":\"faultline\",\"version\":\""
            + version
            + "\"},\""
            + list
            + "\":[";
    return new Pieces(signal, CONTENT_TYPE, head, ",", "]}]}]}");
  }

  private static String render(Map<String, Object> resource) {
    try {
      Json json = new Json();
      JsonAttributes attributes = new JsonAttributes(json);
      attributes.begin();
      Envelope.write(resource, attributes);
      attributes.end();
      return new String(json.copy(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // there is no I/O: all is in memory
    }
  }
}
