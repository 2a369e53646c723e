// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent-encoding, strictly: UTF-8 or nothing. */
final class Percent {
  private Percent() {}

  /**
   * @throws IllegalArgumentException it is badly encoded
   */
  static String decoded(String text) {
    if (text.indexOf('%') < 0) return text;
    byte[] raw = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream plain = new ByteArrayOutputStream(raw.length);
    for (int i = 0; i < raw.length; i++) {
      if (raw[i] != '%') {
        plain.write(raw[i]);
        continue;
      }
      int high = i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
      int low = high < 0 ? -1 : Character.digit(raw[i + 2], 16);
      if (low < 0) throw new IllegalArgumentException("A percent sign is not followed by a byte.");
      plain.write(high << 4 | low);
      i += 2;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(plain.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("What is percent-encoded is no UTF-8.");
    }
  }
}
