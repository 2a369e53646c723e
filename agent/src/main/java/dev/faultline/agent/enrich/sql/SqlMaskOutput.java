// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.sql;

/**
 * The text that {@link SqlMask} makes: blanks collapsed, and lists of values shrunk as they are
 * written, so that a list of a million never takes room. {@code IN (?, ?, ?)} becomes {@code IN
 * (?)}; a group that repeats the one before it, as in {@code VALUES (?, now()), (?, now())}, is
 * left out.
 */
final class SqlMaskOutput {
  /** Deeper groups are written as they come. */
  private static final int MAX_DEPTH = 64;

  private enum Last {
    NAME,
    VALUE,
    /** A comma that follows a value. */
    COMMA,
    SIGN
  }

  private static final class Group {
    int start;
    boolean isList;

    /** The group inside that was closed last; its end is 0 when there is none. */
    int closedStart;

    int closedEnd;
    boolean closedIsList;
  }

  private final StringBuilder out;
  private final Group[] groups = new Group[MAX_DEPTH + 1];
  private boolean blank;
  private Last last = Last.SIGN;
  private char lastSign = ',';
  private int depth;

  /** Where the last value ended. */
  private int valueEnd;

  /** Whether the last name was {@code IN} or {@code VALUES}. */
  private boolean listFollows;

  SqlMaskOutput(int capacity) {
    out = new StringBuilder(Math.min(capacity, 512));
    groups[0] = new Group();
  }

  boolean isFull() {
    return out.length() >= SqlMask.MAX_LENGTH;
  }

  String text() {
    return out.length() <= SqlMask.MAX_LENGTH
        ? out.toString()
        : out.substring(0, SqlMask.MAX_LENGTH);
  }

  /** Whether a minus or plus that comes now would belong to a value. */
  boolean expectsValue() {
    return last == Last.COMMA || last == Last.SIGN && lastSign != ')' && lastSign != ']';
  }

  void blank() {
    blank = out.length() > 0;
  }

  void value() {
    if (last == Last.COMMA && depth <= MAX_DEPTH && groups[depth].isList) {
      out.setLength(valueEnd);
      blank = false;
    } else {
      write('?');
      valueEnd = out.length();
    }
    last = Last.VALUE;
  }

  void name(String sql, int from, int to) {
    writeBlank();
    // One too long to be a name is cut where the whole text is.
    out.append(sql, from, Math.min(to, from + SqlMask.MAX_LENGTH));
    last = Last.NAME;
    listFollows = is(sql, from, to, "IN") || is(sql, from, to, "VALUES");
  }

  void sign(char c) {
    if (c == '(') {
      open();
    } else if (c == ')') {
      close();
    } else {
      if (c == '-' && endsWith('-')) blank = true; // two minuses in a row would be a comment
      boolean afterValue = last == Last.VALUE;
      write(c);
      last = c == ',' && afterValue ? Last.COMMA : Last.SIGN;
      lastSign = c;
    }
  }

  private void open() {
    Group outer = depth <= MAX_DEPTH ? groups[depth] : null;
    boolean isList = last == Last.NAME && listFollows;
    write('(');
    last = Last.SIGN;
    lastSign = '(';
    depth++;
    if (outer == null || depth > MAX_DEPTH) return;
    Group group = groups[depth];
    if (group == null) groups[depth] = group = new Group();
    group.start = out.length() - 1;
    group.closedEnd = 0;
    group.isList = isList || outer.closedIsList && followsClosed(outer, group.start);
  }

  private void close() {
    write(')');
    last = Last.SIGN;
    lastSign = ')';
    if (depth == 0) return;
    depth--;
    if (depth >= MAX_DEPTH) return;
    Group outer = groups[depth];
    Group group = groups[depth + 1];
    int length = out.length() - group.start;
    if (followsClosed(outer, group.start)
        && outer.closedEnd - outer.closedStart == length
        && repeats(outer.closedStart, group.start, length)) {
      out.setLength(outer.closedEnd);
      return;
    }
    outer.closedStart = group.start;
    outer.closedEnd = out.length();
    outer.closedIsList = group.isList;
  }

  /** Whether there is but a comma between the group that was closed last and this one. */
  private boolean followsClosed(Group outer, int start) {
    int end = outer.closedEnd;
    if (end == 0 || start <= end || start - end > 3) return false;
    int commas = 0;
    for (int i = end; i < start; i++) {
      if (out.charAt(i) == ',') commas++;
      else if (out.charAt(i) != ' ') return false;
    }
    return commas == 1;
  }

  private boolean repeats(int first, int second, int length) {
    for (int i = 0; i < length; i++) {
      if (out.charAt(first + i) != out.charAt(second + i)) return false;
    }
    return true;
  }

  private void write(char c) {
    writeBlank();
    out.append(c);
  }

  private void writeBlank() {
    if (blank) out.append(' ');
    blank = false;
  }

  private boolean endsWith(char c) {
    return out.length() > 0 && out.charAt(out.length() - 1) == c;
  }

  private static boolean is(String sql, int from, int to, String word) {
    return to - from == word.length() && sql.regionMatches(true, from, word, 0, word.length());
  }
}
