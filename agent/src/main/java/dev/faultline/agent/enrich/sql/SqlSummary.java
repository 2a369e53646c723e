// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.sql;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a masked SQL text does to which tables, in the order it says so: {@code INSERT orders SELECT
 * carts}. It is OpenTelemetry's {@code db.query.summary}: short, and the same for every execution.
 * It reads words, not grammar; a text it misreads gets a less fitting name, nothing worse.
 */
final class SqlSummary {
  private static final int MAX_LENGTH = 255;
  private static final int MAX_DEPTH = 64;

  /** What the next name is. */
  private enum Next {
    NOTHING,
    TABLE,
    /** A table, or the kind of thing that is created, altered or dropped. */
    OBJECT,
    /** The name of a common table expression, if AS follows. */
    EXPRESSION
  }

  private final SqlWords words;
  private final StringBuilder summary = new StringBuilder();
  private final Set<String> expressions = new HashSet<>();

  /**
   * By depth of brackets: whether a FROM that comes is a table's, and whether a list of them is.
   */
  private final boolean[] fromFollows = new boolean[MAX_DEPTH];

  private final boolean[] inTables = new boolean[MAX_DEPTH];
  private @Nullable String table;
  private Next next = Next.NOTHING;
  private boolean inWith;
  private boolean defines;
  private String clause = "";
  private String before = "";

  private SqlSummary(String masked) {
    words = new SqlWords(masked);
  }

  static SqlSummary of(String masked) {
    SqlSummary summary = new SqlSummary(masked);
    while (summary.words.next()) summary.read();
    return summary;
  }

  /** The first table, or null. */
  @Nullable String table() {
    return table;
  }

  /** Null when there is nothing to say. */
  @Nullable String text() {
    return summary.length() == 0 ? null : summary.toString();
  }

  private void read() {
    if (words.isName()) {
      name(words.text());
    } else {
      sign(words.sign());
    }
  }

  private void sign(char c) {
    int depth = depth();
    if (c == '(') {
      fromFollows[depth] = false;
      inTables[depth] = false;
      if (next == Next.TABLE) next = Next.NOTHING; // a query in place of a table
    } else if (c == ',') {
      if (inTables[depth]) next = Next.TABLE;
      if (inWith && depth == 0) next = Next.EXPRESSION;
    } else if (c != ')') {
      next = Next.NOTHING;
    }
    before = "";
  }

  private void name(String name) {
    String word = words.isQuoted() ? "" : SqlWords.keyword(name);
    if (word.isEmpty()) {
      if (next != Next.NOTHING) named(name);
    } else {
      keyword(word);
    }
    before = word;
  }

  private void named(String name) {
    if (next == Next.EXPRESSION) {
      expressions.add(name);
    } else if (!words.isFollowedBy('(') || defines || clause.equals("CALL")) {
      table(name);
    } else if (clause.equals("INSERT")) {
      table(name); // what follows are its columns
    }
    next = Next.NOTHING;
  }

  private void table(String name) {
    if (expressions.contains(name)) return;
    if (table == null) table = name;
    append(name);
  }

  private void keyword(String word) {
    int depth = depth();
    switch (word) {
      case "WITH":
        if (summary.length() != 0) break;
        inWith = true;
        next = Next.EXPRESSION;
        break;
      case "SELECT":
        operation(word, Next.NOTHING);
        fromFollows[depth] = true;
        inTables[depth] = false;
        break;
      case "DELETE":
        if (defines || before.equals("THEN") || before.equals("ON")) break;
        operation(word, Next.NOTHING);
        fromFollows[depth] = true;
        break;
      case "INSERT":
      case "MERGE":
      case "REPLACE":
      case "UPSERT":
        if (before.equals("THEN") || before.equals("OR") || words.isFollowedBy('(')) break;
        operation(word, Next.TABLE);
        break;
      case "UPDATE":
        if (defines || isPartOfAnother(before)) break;
        operation(word, Next.TABLE);
        fromFollows[depth] = true;
        break;
      case "TRUNCATE":
      case "LOCK":
        if (summary.length() == 0) operation(word, Next.TABLE);
        break;
      case "CALL":
      case "EXEC":
      case "EXECUTE":
        if (summary.length() == 0) {
          operation(word, Next.TABLE);
          clause = "CALL";
        }
        break;
      case "CREATE":
      case "ALTER":
      case "DROP":
        if (summary.length() != 0) break;
        defines = true;
        operation(word, Next.OBJECT);
        break;
      case "FROM":
        if (!fromFollows[depth] || before.equals("DISTINCT")) break;
        fromFollows[depth] = false;
        inTables[depth] = true;
        next = Next.TABLE;
        break;
      case "JOIN":
        next = Next.TABLE;
        break;
      case "INTO":
        if (clause.equals("SELECT")) next = Next.NOTHING;
        break;
      case "TABLE":
      case "VIEW":
      case "INDEX":
      case "SEQUENCE":
      case "PROCEDURE":
      case "FUNCTION":
      case "TRIGGER":
      case "SCHEMA":
      case "DATABASE":
        if (next != Next.OBJECT) break;
        append(word);
        next = Next.TABLE;
        break;
      case "USER":
      case "ROLE":
        if (next != Next.OBJECT) break;
        append(word);
        next = Next.NOTHING; // who it is, is nobody's business
        break;
      case "USING":
        if (clause.equals("MERGE")) next = Next.TABLE;
        break;
      case "WHERE":
      case "GROUP":
      case "ORDER":
      case "HAVING":
      case "LIMIT":
      case "UNION":
      case "RETURNING":
      case "VALUES":
      case "SET":
        inTables[depth] = false;
        if (next == Next.TABLE) next = Next.NOTHING;
        break;
      default:
        break;
    }
  }

  private static boolean isPartOfAnother(String before) {
    return before.equals("FOR")
        || before.equals("KEY")
        || before.equals("DO")
        || before.equals("THEN")
        || before.equals("ON")
        || before.equals("NO");
  }

  private void operation(String word, Next next) {
    if (words.depth() == 0) inWith = false;
    this.clause = word;
    this.next = next;
    append(word);
  }

  private void append(String word) {
    if (summary.length() + word.length() + 1 > MAX_LENGTH) return;
    if (summary.length() > 0) summary.append(' ');
    summary.append(word);
  }

  private int depth() {
    return Math.min(words.depth(), MAX_DEPTH - 1);
  }
}
