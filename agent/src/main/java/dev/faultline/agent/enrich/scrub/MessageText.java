// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.scrub;

/**
 * Takes out of running text what others have put in there by its name: the query of an address that
 * a client called, the value that a validation has rejected.
 */
final class MessageText {
  private static final String REJECTED = "': rejected value [";

  private final NamedValues named;
  private final SensitiveKeys keys;

  MessageText(NamedValues named, SensitiveKeys keys) {
    this.named = named;
    this.keys = keys;
  }

  /** What clients say of the address they called: its query is one like any other. */
  String withoutQueries(String text) {
    int mark = text.indexOf('?');
    if (mark < 0 || text.indexOf('=', mark) < 0) return text;
    StringBuilder kept = new StringBuilder(text.length());
    int copied = 0;
    for (; mark >= 0; mark = text.indexOf('?', copied)) {
      int end = mark + 1;
      while (end < text.length() && isOfQuery(text.charAt(end))) end++;
      String query = text.substring(mark + 1, end);
      int equals = query.indexOf('=');
      boolean isQuery = equals > 0 && Character.isLetter(query.charAt(0));
      kept.append(text, copied, mark + 1).append(isQuery ? named.parameters(query) : query);
      copied = end;
    }
    return kept.append(text, copied, text.length()).toString();
  }

  private static boolean isOfQuery(char c) {
    return c > ' ' && "\"'<>(){}|\\^`,?".indexOf(c) < 0;
  }

  /**
   * Spring's validation repeats what was entered: {@code on field 'pin': rejected value [1234]}.
   */
  String withoutRejected(String text) {
    int at = text.indexOf(REJECTED);
    if (at < 0) return text;
    StringBuilder kept = new StringBuilder(text.length());
    int copied = 0;
    for (; at >= 0; at = text.indexOf(REJECTED, copied)) {
      int begin = at + REJECTED.length();
      int end = text.indexOf("]; codes [", begin);
      if (end < 0) end = text.length();
      int quote = text.lastIndexOf('\'', at - 1);
      boolean isSecret = quote < copied || keys.contains(text.substring(quote + 1, at));
      String value = isSecret ? Secrets.FILTERED : text.substring(begin, end);
      kept.append(text, copied, begin).append(value);
      copied = end;
    }
    return kept.append(text, copied, text.length()).toString();
  }
}
