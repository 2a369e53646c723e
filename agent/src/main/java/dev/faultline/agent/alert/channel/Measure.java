// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

/** In what unit a limit counts. All of them add up: of two texts in a row it is the sum. */
enum Measure {
  /** Bytes in UTF-8. */
  UTF8 {
    @Override
    int of(int codePoint) {
      if (codePoint < 0x80) return 1;
      if (codePoint < 0x800) return 2;
      return codePoint < 0x10000 ? 3 : 4;
    }
  },

  /** Bytes in UTF-8 inside a JSON string, as Jackson escapes it. */
  JSON {
    @Override
    int of(int codePoint) {
      if (codePoint == '"' || codePoint == '\\') return 2;
      if (codePoint >= ' ') return UTF8.of(codePoint);
      return "\b\t\n\f\r".indexOf(codePoint) >= 0 ? 2 : 6;
    }
  },

  /** UTF-16 units: what is not said to be bytes is never more than these. */
  CHARS {
    @Override
    int of(int codePoint) {
      return Character.charCount(codePoint);
    }
  };

  abstract int of(int codePoint);

  final int of(String text) {
    int sum = 0;
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      sum += of(codePoint);
      i += Character.charCount(codePoint);
    }
    return sum;
  }
}
