// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.http.server;

import dev.faultline.agent.console.http.Request;
import dev.faultline.agent.console.otlp.Budget;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The head of a request, as its bytes arrive. Strict, as RFC 9112 allows: what one server reads
 * this way and another that way is refused.
 */
final class Head {
  private static final int FIRST = 512;
  private static final int MAX_LENGTH = 16_384;

  /** What is made of a head takes about that many times its length. */
  private static final int PARSED = 4;

  private static final int MAX_HEADERS = 100;
  private static final int MAX_TARGET = 8_192;
  private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

  private byte[] bytes = new byte[FIRST];
  private int length;

  /** Bytes of the empty line at the end that are there: CR, LF, CR, LF. */
  private int ending;

  private boolean oldVersion;
  private final Map<String, String> headers = new HashMap<>();

  /** Whether it is there as a whole; takes no byte beyond. */
  boolean read(ByteBuffer in, Budget.Lease lease) throws IOException, BadRequest {
    while (in.hasRemaining()) {
      if (length == bytes.length) grow(lease);
      byte next = in.get();
      if (length == 0 && (next == '\r' || next == '\n')) continue; // left over after a body
      bytes[length++] = next;
      boolean wanted = next == ((ending & 1) == 0 ? '\r' : '\n');
      ending = wanted ? ending + 1 : next == '\r' ? 1 : 0;
      if (ending == 4) return true;
    }
    return false;
  }

  private void grow(Budget.Lease lease) throws IOException, BadRequest {
    if (bytes.length == MAX_LENGTH) throw new BadRequest(431, "The head is too long.");
    lease.take(PARSED * bytes.length);
    bytes = Arrays.copyOf(bytes, 2 * bytes.length);
  }

  /** What it says; to be called once it is whole. */
  Request parse(String address) throws BadRequest {
    String text = new String(bytes, 0, length - 4, StandardCharsets.ISO_8859_1);
    bytes = new byte[0];
    String[] lines = text.split("\r\n", -1);
    if (lines.length > MAX_HEADERS + 1) throw new BadRequest(431, "There are too many headers.");
    String[] words = lines[0].split(" ", -1);
    if (words.length != 3 || !isToken(words[0])) throw bad("The first line is no request.");
    version(words[2]);
    for (int i = 1; i < lines.length; i++) keep(lines[i]);
    if (!oldVersion && !headers.containsKey("host")) throw bad("There is no Host.");
    return new Request(words[0], target(words[1]), headers, address);
  }

  private void version(String version) throws BadRequest {
    if (version.equals("HTTP/1.0")) {
      oldVersion = true;
    } else if (!version.equals("HTTP/1.1")) {
      throw new BadRequest(505, "Use HTTP/1.1.");
    }
  }

  private static String target(String target) throws BadRequest {
    if (target.length() > MAX_TARGET) throw new BadRequest(414, "The address is too long.");
    for (int i = 0; i < target.length(); i++) {
      if (target.charAt(i) <= ' ' || target.charAt(i) >= 0x7f) throw bad("That is no address.");
    }
    if (!target.startsWith("/")) throw bad("The address is to begin with a slash.");
    return target;
  }

  private void keep(String line) throws BadRequest {
    int colon = line.indexOf(':');
    if (colon < 1 || !isToken(line.substring(0, colon))) throw bad("A header has no valid name.");
    String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
    String value = line.substring(colon + 1).trim();
    for (int i = 0; i < value.length(); i++) {
      char each = value.charAt(i);
      if (each < ' ' && each != '\t' || each == 0x7f) throw bad("A header has no valid value.");
    }
    String before = headers.get(name);
    if (before != null && isSingular(name)) throw bad("A header is there twice: " + name + ".");
    headers.put(
        name, before == null ? value : before + (name.equals("cookie") ? "; " : ", ") + value);
  }

  private static boolean isSingular(String name) {
    switch (name) {
      case "host":
      case "content-length":
      case "transfer-encoding":
      case "content-type":
      case "content-encoding":
      case "authorization":
      case "origin":
        return true;
      default:
        return false;
    }
  }

  private static boolean isToken(String text) {
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      boolean plain = each >= '0' && each <= '9' || (each | 32) >= 'a' && (each | 32) <= 'z';
      if (!plain && TOKEN_MARKS.indexOf(each) < 0) return false;
    }
    return !text.isEmpty();
  }

  boolean keepsAlive() {
    String connection = header("connection").toLowerCase(Locale.ROOT);
    return oldVersion ? connection.equals("keep-alive") : !connection.contains("close");
  }

  boolean expectsContinue() {
    return !oldVersion && header("expect").equalsIgnoreCase("100-continue");
  }

  /** How the body comes. */
  Body body(int most) throws BadRequest {
    String coding = header("transfer-encoding");
    String length = header("content-length");
    if (!coding.isEmpty()) {
      if (!length.isEmpty() || oldVersion) throw bad("The body has two lengths.");
      if (!coding.equalsIgnoreCase("chunked")) throw new BadRequest(501, "Use chunked.");
      return new Body(null, most);
    }
    if (length.isEmpty()) {
      if (headers.containsKey("content-length")) throw bad("Content-Length is empty.");
      return new Body(0L, most);
    }
    return new Body(number(length), most);
  }

  private static Long number(String text) throws BadRequest {
    if (!text.matches("[0-9]{1,18}")) throw bad("Content-Length is no number.");
    return Long.valueOf(text);
  }

  private String header(String name) {
    String value = headers.get(name);
    return value == null ? "" : value;
  }

  private static BadRequest bad(String message) {
    return new BadRequest(400, message);
  }
}
