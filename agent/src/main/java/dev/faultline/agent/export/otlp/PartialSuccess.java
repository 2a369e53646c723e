// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.otlp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.faultline.agent.export.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Reads, of JSON, {@code {"partialSuccess":{"rejectedSpans":"3","errorMessage":"..."}}}. An answer
 * that is not understood rejects nothing: the status has already said that all went well.
 */
final class PartialSuccess {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final String REJECTED = "rejected";
  private static final int MAX_MESSAGE_LENGTH = 500;

  private PartialSuccess() {}

  static Outcome parse(byte[] answer) {
    if (!saysMoreThanYes(answer)) return Outcome.delivered();
    try (JsonParser parser = FACTORY.createParser(answer)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) return Outcome.delivered();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean found = "partialSuccess".equals(parser.currentName());
        JsonToken value = parser.nextToken();
        if (found && value == JsonToken.START_OBJECT) return read(parser);
        parser.skipChildren();
      }
    } catch (IOException | RuntimeException e) {
      return Outcome.delivered();
    }
    return Outcome.delivered();
  }

  /**
   * Spares the usual answer, {@code {}} or an empty partialSuccess, the parser: its number classes
   * drag in the fork-join pool from Java 24 on, which would be the first thing to be woven in an
   * application that has none.
   */
  private static boolean saysMoreThanYes(byte[] answer) {
    String text = new String(answer, StandardCharsets.ISO_8859_1);
    return text.contains("rejected") || text.contains("errorMessage");
  }

  private static Outcome read(JsonParser parser) throws IOException {
    long rejected = 0;
    String message = "";
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.startsWith("rejected") && value.isScalarValue()) {
        rejected = parser.getValueAsLong();
      } else if (name.equals("errorMessage") && value.isScalarValue()) {
        message = parser.getText();
      } else {
        parser.skipChildren();
      }
    }
    return outcome(rejected, message);
  }

  /**
   * @param rejected nobody can reject less than none
   */
  static Outcome outcome(long rejected, String message) {
    int length = Math.min(message.length(), MAX_MESSAGE_LENGTH);
    return Outcome.delivered(Math.max(0, rejected), REJECTED, message.substring(0, length));
  }
}
