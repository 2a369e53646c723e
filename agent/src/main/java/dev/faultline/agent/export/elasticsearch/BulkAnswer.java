// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.elasticsearch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.faultline.agent.export.Outcome;
import dev.faultline.agent.export.Payload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Reads what became of each document, which status 200 does not say: {@code
 * {"errors":true,"items":[{"create":{"status":429,"error":{"type":"...","reason":"..."}}}]}}, in
 * the order in which they were sent. An answer that is something else leaves all to be sent again:
 * ids make that harmless.
 */
final class BulkAnswer {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final int MAX_DETAIL = 500;
  private static final int MAX_SHOWN = 80;

  private final Payload payload;
  private final boolean[] again;
  private int items;
  private int retried;
  private long refused;
  private int refusedStatus;
  private String retryDetail = "";
  private String refusedDetail = "";

  private BulkAnswer(Payload payload) {
    this.payload = payload;
    this.again = new boolean[payload.pieces()];
  }

  static Outcome outcome(byte[] body, Payload payload) {
    // spares the usual answer the parser
    if (startsWith(body, "{\"errors\":false")) return Outcome.delivered();
    BulkAnswer answer = new BulkAnswer(payload);
    try (JsonParser parser = FACTORY.createParser(body)) {
      answer.read(parser);
    } catch (IOException | RuntimeException e) {
      return Outcome.retry(-1, "what was answered is not what _bulk answers: " + shown(body));
    }
    return answer.outcome();
  }

  private Outcome outcome() {
    if (retried == again.length) return Outcome.retry(-1, retryDetail);
    String reason = "http_" + refusedStatus;
    if (retried == 0) {
      return refused == 0 ? Outcome.delivered() : Outcome.delivered(refused, reason, refusedDetail);
    }
    String detail = refused == 0 ? retryDetail : refusedDetail + "; " + retryDetail;
    return Outcome.retry(payload.only(again), refused, reason, -1, detail);
  }

  private void read(JsonParser parser) throws IOException {
    expect(parser.nextToken() == JsonToken.START_OBJECT);
    boolean seen = false;
    boolean errors = true;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("errors")) {
        errors = value != JsonToken.VALUE_FALSE;
      } else if (name.equals("items") && value == JsonToken.START_ARRAY) {
        seen = true;
        while (parser.nextToken() == JsonToken.START_OBJECT) item(parser);
      } else {
        parser.skipChildren();
      }
    }
    expect(parser.currentToken() == JsonToken.END_OBJECT);
    expect(!errors || seen && items == again.length);
  }

  /** The only field is the action, which is {@code create}. */
  private void item(JsonParser parser) throws IOException {
    expect(parser.nextToken() == JsonToken.FIELD_NAME);
    expect(parser.nextToken() == JsonToken.START_OBJECT);
    int status = 0;
    String[] error = {"", ""};
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("status")) {
        status = parser.getIntValue();
      } else if (name.equals("error") && value == JsonToken.START_OBJECT) {
        error(parser, error);
      } else {
        parser.skipChildren();
      }
    }
    expect(parser.nextToken() == JsonToken.END_OBJECT);
    settle(status, error[0], error[1]);
  }

  private static void error(JsonParser parser, String[] error) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (value == JsonToken.VALUE_STRING && name.equals("type")) error[0] = parser.getText();
      if (value == JsonToken.VALUE_STRING && name.equals("reason")) error[1] = parser.getText();
      parser.skipChildren();
    }
  }

  private void settle(int status, String type, String reason) throws IOException {
    expect(items < again.length && status > 0);
    int piece = items++;
    if (status < 300 || status == 409) return; // 409: there already, from an earlier attempt
    String detail = cut(status + " " + type + ": " + reason, MAX_DETAIL);
    if (mayPass(status, type)) {
      again[piece] = true;
      retried++;
      if (retryDetail.isEmpty()) retryDetail = detail;
      return;
    }
    refused += payload.records(piece);
    if (!refusedDetail.isEmpty()) return;
    refusedStatus = status;
    refusedDetail = detail;
  }

  /** Whether it is the node's state, not the document, that is in the way. */
  private static boolean mayPass(int status, String type) {
    switch (status) {
      case 429:
      case 502:
      case 503:
      case 504:
        return true;
      default:
        return type.equals("cluster_block_exception"); // a disk that is full makes it read-only
    }
  }

  private static void expect(boolean condition) throws IOException {
    if (!condition) throw new IOException("unexpected");
  }

  private static boolean startsWith(byte[] body, String text) {
    if (body.length < text.length()) return false;
    return new String(body, 0, text.length(), StandardCharsets.ISO_8859_1).equals(text);
  }

  private static String shown(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8).replaceAll("\\s+", " ").trim();
    return text.isEmpty() ? "nothing" : cut(text, MAX_SHOWN);
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length) + "...";
  }
}
