// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.scrub;

import java.util.regex.Pattern;

/**
 * Finds in running text what tells who somebody is: addresses for e-mail, IP addresses, and phone
 * numbers where they are written so that they cannot be taken for something else. Like {@link
 * Secrets}, in time linear in the text.
 */
final class PersonalData {
  /** Dotted, as whole numbers; a version of four numbers is taken for one, too. */
  private static final Pattern IP4 =
      Pattern.compile("(?<![\\w.])\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}(?![\\w.]*\\w)");

  /** Eight groups, or fewer and a double colon: a time of day has neither. */
  private static final Pattern IP6 =
      Pattern.compile(
          "(?<![\\w:.])(?:(?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}"
              + "|(?:[0-9A-Fa-f]{1,4}:){1,7}(?::[0-9A-Fa-f]{1,4}){0,6}:?"
              + "|::(?:[0-9A-Fa-f]{1,4}:){0,6}[0-9A-Fa-f]{1,4})(?![\\w:])");

  /** International, or as it is written in North America. */
  private static final Pattern PHONE =
      Pattern.compile(
          "(?<![\\w+])\\+\\d(?:[ ().-]{0,2}\\d){7,14}+(?!\\d)"
              + "|(?<![\\w(.-])(?:\\(\\d{3}\\) ?|\\d{3}[-.])\\d{3}[-.]\\d{4}(?![\\w-])");

  private PersonalData() {}

  static String mask(String text) {
    String masked = text.indexOf('@') < 0 ? text : withoutMail(text);
    if (!hasDigitOrColons(masked)) return masked;
    masked = PHONE.matcher(masked).replaceAll(Secrets.FILTERED);
    if (masked.indexOf('.') >= 0) masked = IP4.matcher(masked).replaceAll(Secrets.FILTERED);
    return masked.contains("::") || hasManyColons(masked) ? withoutIp6(masked) : masked;
  }

  /** What is around each {@code @}, as far as an address goes. */
  private static String withoutMail(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    int copied = 0;
    for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
      int begin = at;
      while (begin > copied && isLocal(text.charAt(begin - 1))) begin--;
      int end = at + 1;
      while (end < text.length() && isDomain(text.charAt(end))) end++;
      if (begin == at || end == at + 1) continue;
      kept.append(text, copied, begin).append(Secrets.FILTERED);
      copied = end;
      at = end - 1;
    }
    return kept.append(text, copied, text.length()).toString();
  }

  private static boolean isLocal(char c) {
    return Character.isLetterOrDigit(c) || ".+-_%!#$&'*/=?^`{|}~".indexOf(c) >= 0;
  }

  private static boolean isDomain(char c) {
    return Character.isLetterOrDigit(c) || c == '.' || c == '-';
  }

  private static String withoutIp6(String text) {
    return IP6.matcher(text).replaceAll(Secrets.FILTERED);
  }

  private static boolean hasDigitOrColons(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9' || c == ':') return true;
    }
    return false;
  }

  private static boolean hasManyColons(String text) {
    int colons = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == ':' && ++colons == 7) return true;
    }
    return false;
  }
}
