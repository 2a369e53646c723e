// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.trace;

/**
 * Tells whether a {@code tracestate} keeps to W3C Trace Context Level 2. One that does is passed on
 * as it came; one that does not is discarded whole.
 */
final class TraceState {
  private static final int MAX_MEMBERS = 32;
  private static final int MAX_LENGTH = 256;

  private TraceState() {}

  static boolean isValid(String text) {
    int members = 0;
    for (int from = 0; from <= text.length(); ) {
      int comma = text.indexOf(',', from);
      int to = comma < 0 ? text.length() : comma;
      int begin = skipSpace(text, from, to);
      int end = trimSpace(text, begin, to);
      if (begin < end) {
        if (++members > MAX_MEMBERS || !isMember(text, begin, end)) return false;
      }
      from = to + 1;
    }
    return true;
  }

  private static boolean isMember(String text, int begin, int end) {
    int equals = text.indexOf('=', begin);
    return equals > begin
        && equals < end
        && isKey(text, begin, equals)
        && isValue(text, equals + 1, end);
  }

  private static boolean isKey(String text, int begin, int end) {
    if (end - begin > MAX_LENGTH || !isLowerOrDigit(text.charAt(begin))) return false;
    for (int i = begin + 1; i < end; i++) {
      char c = text.charAt(i);
      if (!isLowerOrDigit(c) && "_-*/@".indexOf(c) < 0) return false;
    }
    return true;
  }

  private static boolean isValue(String text, int begin, int end) {
    if (begin == end || end - begin > MAX_LENGTH) return false;
    for (int i = begin; i < end; i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '=') return false;
    }
    return true;
  }

  private static boolean isLowerOrDigit(char c) {
    return c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
  }

  private static int skipSpace(String text, int from, int to) {
    while (from < to && isSpace(text.charAt(from))) from++;
    return from;
  }

  private static int trimSpace(String text, int from, int to) {
    while (from < to && isSpace(text.charAt(to - 1))) to--;
    return to;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }
}
