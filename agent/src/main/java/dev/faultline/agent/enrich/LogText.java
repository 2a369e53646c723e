// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich;

import dev.faultline.agent.enrich.scrub.Scrubber;
import dev.faultline.agent.enrich.text.Text;
import dev.faultline.bootstrap.subject.LogLine;

/**
 * Formats the message of a log line as its logging framework would have, from arguments that are
 * harmless by now: which of the three ways of writing a template it is, the template shows. What
 * cannot be made sense of stays as it was written.
 */
final class LogText {
  static final int MAX = 512;

  /** Far beyond what is shown, so that no secret is cut in half before it is looked for. */
  private static final int MAX_FORMATTED = Scrubber.MAX_INPUT;

  private static final int MAX_FORMAT = 32;
  private static final Object[] NONE = {};

  private final String template;
  private final Object[] arguments;
  private final StringBuilder text = new StringBuilder();

  private LogText(String template, Object[] arguments) {
    this.template = template;
    this.arguments = arguments;
  }

  /**
   * The message alone, without level and logger; scrubbed, on one line, at most 512 characters and
   * "...".
   */
  static String of(LogLine line, Scrubber scrubber) {
    if (!scrubber.tellsLogMessages()) return "";
    String template = line.template == null ? "" : line.template;
    Object[] arguments = line.arguments == null ? NONE : line.arguments;
    String formatted = new LogText(template, arguments).format();
    // Arguments are often what a database said.
    return Text.clip(onOneLine(scrubber.message(formatted, mentionsSql(formatted))), MAX);
  }

  private static boolean mentionsSql(String text) {
    return text.contains("SQL") || text.contains(")=(") || text.contains("Duplicate entry '");
  }

  private static String onOneLine(String text) {
    StringBuilder line = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      line.append(c < ' ' || c == 0x7f ? ' ' : c);
    }
    return line.toString().trim();
  }

  private String format() {
    if (arguments.length == 0) return template;
    if (template.contains("{}")) {
      formatBraces();
    } else if (hasIndex(template)) {
      formatIndexed();
    } else if (template.indexOf('%') >= 0) {
      formatPercent();
    } else {
      return template;
    }
    return text.toString();
  }

  private boolean hasRoom() {
    return text.length() < MAX_FORMATTED;
  }

  private void argument(int index) {
    text.append(arguments[index]);
  }

  /** SLF4J and Log4j: {} in turn; a backslash before it makes it text. */
  private void formatBraces() {
    int next = 0;
    int copied = 0;
    for (int at = template.indexOf("{}");
        at >= 0 && hasRoom();
        at = template.indexOf("{}", copied)) {
      int slashes = slashesBefore(at);
      text.append(template, copied, at - (slashes > 0 ? 1 : 0));
      copied = at + 2;
      if (slashes == 1 || next == arguments.length) {
        text.append("{}");
      } else {
        argument(next++);
      }
    }
    text.append(template, copied, template.length());
  }

  /** None, one, or two, which stand for one that is meant. */
  private int slashesBefore(int at) {
    if (at == 0 || template.charAt(at - 1) != '\\') return 0;
    return at > 1 && template.charAt(at - 2) == '\\' ? 2 : 1;
  }

  private static boolean hasIndex(String template) {
    for (int at = template.indexOf('{'); at >= 0; at = template.indexOf('{', at + 1)) {
      if (at + 1 < template.length() && isDigit(template.charAt(at + 1))) return true;
    }
    return false;
  }

  /** java.util.logging: {0} or {0,number}, as MessageFormat reads it, quotes included. */
  private void formatIndexed() {
    boolean quoted = false;
    for (int i = 0; i < template.length() && hasRoom(); i++) {
      char c = template.charAt(i);
      if (c == '\'') {
        boolean twice = i + 1 < template.length() && template.charAt(i + 1) == '\'';
        if (twice) text.append(template.charAt(i++));
        else quoted = !quoted;
        continue;
      }
      int end = c == '{' && !quoted ? template.indexOf('}', i) : -1;
      int index = end < 0 ? -1 : index(template.substring(i + 1, end));
      if (index < 0 || index >= arguments.length) {
        text.append(c);
        continue;
      }
      argument(index);
      i = end;
    }
  }

  /** The number that it begins with, as "1" or "1,number,#" do; -1 when there is none. */
  private static int index(String element) {
    int comma = element.indexOf(',');
    return number(comma < 0 ? element : element.substring(0, comma));
  }

  /** Formatter: %s, %5.2f, %1$s. Widths and precisions are not what one reads a message for. */
  private void formatPercent() {
    int next = 0;
    for (int i = 0; i < template.length() && hasRoom(); i++) {
      char c = template.charAt(i);
      int end = c == '%' ? endOfFormat(i + 1) : -1;
      if (end < 0) {
        text.append(c);
        continue;
      }
      next = percent(i, end, next);
      i = end;
    }
  }

  /** The next argument to take. */
  private int percent(int begin, int end, int next) {
    char conversion = template.charAt(end);
    if (conversion == '%' || conversion == 'n') {
      text.append(conversion == '%' ? '%' : ' ');
      return next;
    }
    int dollar = template.indexOf('$', begin);
    boolean numbered = dollar > 0 && dollar < end;
    int index = numbered ? number(template.substring(begin + 1, dollar)) - 1 : next;
    if (index >= 0 && index < arguments.length) {
      argument(index);
    } else {
      text.append(template, begin, end + 1);
    }
    return numbered ? next : next + 1;
  }

  /** Where the letter is that ends the format; -1 when it is none. */
  private int endOfFormat(int from) {
    int last = Math.min(template.length(), from + MAX_FORMAT);
    for (int i = from; i < last; i++) {
      char c = template.charAt(i);
      if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '%') return i;
      if (!isDigit(c) && "-#+,(.$<".indexOf(c) < 0) return -1;
    }
    return -1;
  }

  private static int number(String digits) {
    if (digits.isEmpty() || digits.length() > 4) return -1;
    int number = 0;
    for (int i = 0; i < digits.length(); i++) {
      if (!isDigit(digits.charAt(i))) return -1;
      number = number * 10 + digits.charAt(i) - '0';
    }
    return number;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
