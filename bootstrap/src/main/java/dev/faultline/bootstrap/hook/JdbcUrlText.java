// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import org.jspecify.annotations.Nullable;

/** A URL and a place in it. Positions that are not found are the end. */
final class JdbcUrlText {
  final String url;
  final int end;
  int at;

  JdbcUrlText(String url) {
    this.url = url;
    this.end = url.length();
  }

  /** Position of the first of these characters. */
  int firstOf(String characters, int from) {
    for (int i = from; i < end; i++) {
      if (characters.indexOf(url.charAt(i)) >= 0) return i;
    }
    return end;
  }

  /** The text up to a position; null when it is empty. */
  @Nullable String until(int to) {
    return to > at ? url.substring(at, to) : null;
  }

  /** Steps over a word, if it is next. */
  boolean skip(String word) {
    if (!url.regionMatches(true, at, word, 0, word.length())) return false;
    at += word.length();
    return true;
  }

  /** Whether there is nothing but words such as {@code loadbalance:} in between. */
  boolean isModes(int from, int to) {
    for (int i = from; i < to; i++) {
      char c = url.charAt(i);
      if (!Character.isLetterOrDigit(c) && c != ':' && c != '-' && c != '+') return false;
    }
    return from == to || url.charAt(to - 1) == ':';
  }

  /** The value of the first of these keys among the parameters; null when there is none. */
  @Nullable String parameter(String... keys) {
    for (String key : keys) {
      String value = parameter(key);
      if (value != null) return value;
    }
    return null;
  }

  private @Nullable String parameter(String key) {
    int i = firstOf("?;&", at);
    while (i < end) {
      int from = i + 1;
      int equals = firstOf("=?;&", from);
      int to = equals;
      if (equals < end && url.charAt(equals) == '=') to = valueEnd(equals + 1);
      if (to > equals && isKey(key, from, equals)) return unbraced(equals + 1, to);
      i = to;
    }
    return null;
  }

  private int valueEnd(int from) {
    boolean braced = from < end && url.charAt(from) == '{';
    return firstOf("?;&", braced ? firstOf("}", from) : from);
  }

  private boolean isKey(String key, int from, int to) {
    return to - from == key.length() && url.regionMatches(true, from, key, 0, key.length());
  }

  private @Nullable String unbraced(int from, int to) {
    boolean braced = to - from >= 2 && url.charAt(from) == '{' && url.charAt(to - 1) == '}';
    if (braced) return to - from == 2 ? null : url.substring(from + 1, to - 1);
    return to == from ? null : url.substring(from, to);
  }

  /** The value of a key in a list in brackets: {@code (host=h)(port=1)}, {@code (HOST = h,...)}. */
  @Nullable String value(int from, String key) {
    for (int i = from; i < end; i++) {
      char c = url.charAt(i);
      if (c != '(' && c != ',') continue;
      int word = skipBlanks(i + 1);
      if (!url.regionMatches(true, word, key, 0, key.length())) continue;
      int equals = skipBlanks(word + key.length());
      if (equals >= end || url.charAt(equals) != '=') continue;
      int value = skipBlanks(equals + 1);
      int to = firstOf("),", value);
      while (to > value && url.charAt(to - 1) <= ' ') to--;
      return to > value ? url.substring(value, to) : null;
    }
    return null;
  }

  private int skipBlanks(int from) {
    int i = from;
    while (i < end && url.charAt(i) <= ' ') i++;
    return i;
  }
}
