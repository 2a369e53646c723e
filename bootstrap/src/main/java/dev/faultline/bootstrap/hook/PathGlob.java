// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import java.util.ArrayList;
import java.util.List;

/**
 * The path of a request with {@code *} for any characters, or none, slashes included. Case counts.
 * Matching allocates nothing. Immutable.
 */
final class PathGlob {
  private final String[] pieces;

  /**
   * @param pattern such as {@code /actuator/*} or {@code *.css}
   */
  PathGlob(String pattern) {
    List<String> found = new ArrayList<>();
    int from = 0;
    for (int star = pattern.indexOf('*'); star >= 0; star = pattern.indexOf('*', from)) {
      found.add(pattern.substring(from, star));
      from = star + 1;
    }
    found.add(pattern.substring(from));
    pieces = found.toArray(new String[0]);
  }

  /** Whether the first {@code end} characters of a path are like that, as a whole. */
  boolean matches(String path, int end) {
    String first = pieces[0];
    String last = pieces[pieces.length - 1];
    if (pieces.length == 1) return end == first.length() && path.startsWith(first);
    int tail = end - last.length();
    if (tail < first.length() || !path.startsWith(first) || !path.startsWith(last, tail)) {
      return false;
    }
    int at = first.length();
    for (int i = 1; i < pieces.length - 1; i++) {
      int found = path.indexOf(pieces[i], at);
      if (found < 0) return false;
      at = found + pieces[i].length();
      if (at > tail) return false;
    }
    return true;
  }
}
