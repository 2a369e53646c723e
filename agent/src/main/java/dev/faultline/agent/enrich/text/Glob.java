// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.text;

/**
 * A text with {@code *} for any characters, or none. Case counts. What is between two of them is
 * looked for in the first {@link #MAX_SEARCHED} characters, so that no pattern takes for ever.
 * Immutable.
 */
public final class Glob {
  /** Characters of a text, from its beginning. */
  public static final int MAX_SEARCHED = 16 * 1024;

  private final String[] pieces;

  public Glob(String pattern) {
    pieces = pattern.split("\\*", -1);
  }

  /** Whether it stands for more than one text. */
  public boolean hasStar() {
    return pieces.length > 1;
  }

  /** Whether it stands for the whole of that text. */
  public boolean matches(String text) {
    String last = pieces[pieces.length - 1];
    if (!hasStar()) return text.equals(last);
    if (!text.startsWith(pieces[0])) return false;
    int at = pieces[0].length();
    String searched = Text.head(text, MAX_SEARCHED);
    for (int i = 1; i < pieces.length - 1; i++) {
      int found = searched.indexOf(pieces[i], at);
      if (found < 0) return false;
      at = found + pieces[i].length();
    }
    return text.length() - last.length() >= at && text.endsWith(last);
  }
}
