// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which exceptions are meant: {@code com.acme.Gone}, {@code com.acme.*}, {@code
 * java.io.IOException: Broken pipe*}, {@code cause=com.acme.Gone}. Immutable.
 */
public final class ExceptionRule {
  private static final String CAUSE = "cause=";

  /** Whether it may be any cause; otherwise only what says most, or the outermost one. */
  public final boolean anywhere;

  /** Name of a class; with a {@code *} in it, of several. */
  public final String type;

  /** Its message, with {@code *} for anything; null when it does not matter. */
  public final @Nullable String message;

  private ExceptionRule(boolean anywhere, String type, @Nullable String message) {
    this.anywhere = anywhere;
    this.type = type;
    this.message = message;
  }

  /**
   * Reads entries with commas between them; a message that has a comma stands in double quotes.
   *
   * @throws IllegalArgumentException whose message completes the sentence "the value ..."
   */
  static List<ExceptionRule> read(String value) {
    List<ExceptionRule> rules = new ArrayList<>();
    int start = 0;
    boolean quoted = false;
    for (int i = 0; i <= value.length(); i++) {
      char c = i < value.length() ? value.charAt(i) : ',';
      if (c == '"') quoted = !quoted;
      if (quoted && i == value.length()) throw bad("ends inside of a quote");
      if (c != ',' || quoted) continue;
      String entry = value.substring(start, i).trim();
      if (!entry.isEmpty()) rules.add(one(entry));
      start = i + 1;
    }
    return Collections.unmodifiableList(rules);
  }

  private static ExceptionRule one(String entry) {
    boolean anywhere = entry.startsWith(CAUSE);
    String rest = anywhere ? entry.substring(CAUSE.length()) : entry;
    int colon = rest.indexOf(':');
    String type = (colon < 0 ? rest : rest.substring(0, colon)).trim();
    if (!isName(type)) throw bad("has an entry without the name of a class: " + entry);
    if (colon < 0) return new ExceptionRule(anywhere, type, null);
    String message = withoutQuotes(rest.substring(colon + 1).trim());
    if (message.isEmpty()) throw bad("has an entry without the message after the colon: " + entry);
    return new ExceptionRule(anywhere, type, message);
  }

  private static boolean isName(String type) {
    for (int i = 0; i < type.length(); i++) {
      char c = type.charAt(i);
      if (!Character.isJavaIdentifierPart(c) && c != '.' && c != '*') return false;
    }
    return !type.isEmpty();
  }

  private static String withoutQuotes(String text) {
    boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    return quoted ? text.substring(1, text.length() - 1) : text;
  }

  private static IllegalArgumentException bad(String what) {
    return new IllegalArgumentException(what);
  }

  /** As one would write it. */
  @Override
  public String toString() {
    String name = anywhere ? CAUSE + type : type;
    if (message == null) return name;
    return name + ": " + (message.indexOf(',') < 0 ? message : '"' + message + '"');
  }
}
