// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich;

/** A text with {@code *} for any characters, or none. Case counts. Immutable. */
final class Glob {
  private final String[] pieces;

  Glob(String pattern) {
    pieces = pattern.split("\\*", -1);
  }

  boolean hasStar() {
    return pieces.length > 1;
  }

  boolean matches(String text) {
    String last = pieces[pieces.length - 1];
    if (!hasStar()) return text.equals(last);
    if (!text.startsWith(pieces[0])) return false;
    int at = pieces[0].length();
    for (int i = 1; i < pieces.length - 1; i++) {
      int found = text.indexOf(pieces[i], at);
      if (found < 0) return false;
      at = found + pieces[i].length();
    }
    return text.length() - last.length() >= at && text.endsWith(last);
  }
}
