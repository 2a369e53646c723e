// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.config;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Percent-decoding that leaves alone what is not encoded, a plus sign included. */
final class Percent {
  private Percent() {}

  static String decode(String value) {
    if (value.indexOf('%') < 0) return value;
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      int octet = bytes[i] == '%' ? octet(bytes, i + 1) : -1;
      decoded.write(octet < 0 ? bytes[i] : octet);
      if (octet >= 0) i += 2;
    }
    return new String(decoded.toByteArray(), StandardCharsets.UTF_8);
  }

  /** The octet that two hexadecimal digits write, or -1 where there are none. */
  private static int octet(byte[] bytes, int start) {
    if (start + 1 >= bytes.length) return -1;
    int high = Character.digit(bytes[start], 16);
    int low = Character.digit(bytes[start + 1], 16);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }
}
