// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.scrub;

/**
 * Finds numbers of payment cards: the right length, an issuer's prefix, and a valid check digit.
 */
final class CardNumbers {
  private static final int MIN_DIGITS = 13;
  private static final int MAX_DIGITS = 19;

  private CardNumbers() {}

  /** The text with each of them as {@code [card ****1111]}; the same object when there is none. */
  static String mask(String text) {
    StringBuilder masked = null;
    int copied = 0;
    for (int i = 0; i < text.length(); ) {
      if (!isDigit(text.charAt(i))) {
        i++;
        continue;
      }
      int end = runEnd(text, i);
      if (end - i < MIN_DIGITS) {
        i = end;
        continue;
      }
      String digits = digits(text, i, end);
      if (isCard(digits)) {
        if (masked == null) masked = new StringBuilder(text.length());
        masked.append(text, copied, i).append("[card ****");
        masked.append(digits, digits.length() - 4, digits.length()).append(']');
        copied = end;
      }
      i = end;
    }
    return masked == null ? text : masked.append(text, copied, text.length()).toString();
  }

  /** End of the digits that begin here, with single spaces or dashes between them. */
  private static int runEnd(String text, int from) {
    int end = from + 1;
    while (end < text.length()) {
      if (isDigit(text.charAt(end))) {
        end++;
      } else if (isSeparator(text.charAt(end))
          && end + 1 < text.length()
          && isDigit(text.charAt(end + 1))) {
        end += 2;
      } else {
        break;
      }
    }
    return end;
  }

  private static String digits(String text, int from, int end) {
    StringBuilder digits = new StringBuilder(MAX_DIGITS + 1);
    for (int i = from; i < end && digits.length() <= MAX_DIGITS; i++) {
      if (isDigit(text.charAt(i))) digits.append(text.charAt(i));
    }
    return digits.toString();
  }

  private static boolean isCard(String digits) {
    int length = digits.length();
    return length >= MIN_DIGITS && length <= MAX_DIGITS && hasIssuer(digits) && isLuhn(digits);
  }

  private static boolean hasIssuer(String digits) {
    int two = Integer.parseInt(digits.substring(0, 2));
    int four = Integer.parseInt(digits.substring(0, 4));
    return digits.charAt(0) == '4'
        || two >= 51 && two <= 55
        || two == 34
        || two == 37
        || two == 35
        || two == 62
        || two == 65
        || four >= 2221 && four <= 2720
        || four == 6011;
  }

  private static boolean isLuhn(String digits) {
    int sum = 0;
    for (int i = digits.length() - 1, place = 0; i >= 0; i--, place++) {
      int digit = digits.charAt(i) - '0';
      if (place % 2 == 1) digit = digit > 4 ? digit * 2 - 9 : digit * 2;
      sum += digit;
    }
    return sum % 10 == 0;
  }

  private static boolean isSeparator(char c) {
    return c == ' ' || c == '-';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
