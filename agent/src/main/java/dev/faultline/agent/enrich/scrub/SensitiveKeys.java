// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.scrub;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Tells by its name whether a header, parameter or cookie holds a secret. Names are compared word
 * by word ({@code userPassword}, {@code user_password} and {@code user-password} are two words
 * each), so that {@code author} and {@code monkey} are not taken for {@code auth} and {@code key}.
 */
final class SensitiveKeys {
  private static final int MAX_KEY = 256;

  /** A key is sensitive when one of its words is one of these, or the plural of one. */
  private static final Set<String> WORDS =
      new HashSet<>(
          Arrays.asList(
              ("auth authentication authorization bearer card cookie credential credit csrf"
                      + " cvc cvv iban identity jsessionid jwt key oauth otp pass passcode"
                      + " passphrase passport passwd password phpsessid pin principal pw pwd saml"
                      + " secret session sessionid sid sig signature signed ssn sso token totp xsrf")
                  .split(" ")));

  /** Long enough to mean the same in the middle of a word: {@code mytokenvalue}. */
  private static final String[] PARTS = {
    "apikey", "accesskey", "privatekey", "secretkey", "password", "passwd", "passphrase", "secret",
    "token", "credential", "sessionid", "csrf", "xsrf", "authorization", "cardnumber", "creditcard",
    "twofactor", "appkey", "applicationkey", "publickey", "consumerkey", "consumerid", "basicauth"
  };

  /** Of clouds that sign requests in headers and parameters. */
  private static final String[] PREFIXES = {"xamz", "xgoog", "awsaccess"};

  /** Headers that say where a request came from, and fields that say whom it is about. */
  private static final Set<String> PERSONAL_WORDS =
      new HashSet<>(
          Arrays.asList(
              "forwarded ip remote via user username email mail phone telephone mobile birthday"
                  .split(" ")));

  private final boolean personal;
  private final List<List<String>> added = new ArrayList<>();
  private final Set<String> addedJoined = new HashSet<>();

  SensitiveKeys(Collection<String> added) {
    this(added, false);
  }

  /**
   * @param personal whether names of personal data count as well
   */
  SensitiveKeys(Collection<String> added, boolean personal) {
    this.personal = personal;
    for (String key : added) {
      List<String> words = words(key);
      if (words.isEmpty()) continue;
      this.added.add(words);
      addedJoined.add(String.join("", words));
    }
  }

  boolean contains(String key) {
    if (key.length() > MAX_KEY) return true; // nobody calls a harmless thing that
    List<String> words = words(key);
    for (String each : words) {
      String word = withoutNumber(each);
      if (WORDS.contains(word) || WORDS.contains(singular(word))) return true;
      if (personal && PERSONAL_WORDS.contains(word)) return !isUserAgent(words);
    }
    String joined = String.join("", words);
    for (String part : PARTS) {
      if (joined.contains(part)) return true;
    }
    for (String prefix : PREFIXES) {
      if (joined.startsWith(prefix)) return true;
    }
    return isAdded(words, joined);
  }

  /** Whether a user has named it. */
  boolean isAdded(String key) {
    List<String> words = words(key);
    return isAdded(words, String.join("", words));
  }

  private boolean isAdded(List<String> words, String joined) {
    if (addedJoined.contains(joined)) return true;
    for (List<String> each : added) {
      if (Collections.indexOfSubList(words, each) >= 0) return true;
    }
    return false;
  }

  /** It tells a browser from another one, not whose it is. */
  private static boolean isUserAgent(List<String> words) {
    return words.size() == 2 && words.get(0).equals("user") && words.get(1).equals("agent");
  }

  /** {@code pwd2} is one, too. */
  private static String withoutNumber(String word) {
    int end = word.length();
    while (end > 1 && word.charAt(end - 1) >= '0' && word.charAt(end - 1) <= '9') end--;
    return word.substring(0, end);
  }

  private static String singular(String word) {
    return word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
  }

  /** In lower case: {@code AWSAccessKey-Id} is aws, access, key, id. */
  static List<String> words(String key) {
    List<String> words = new ArrayList<>(4);
    int start = -1;
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (!Character.isLetterOrDigit(c)) {
        add(words, key, start, i);
        start = -1;
      } else if (start < 0) {
        start = i;
      } else if (beginsWord(key, i)) {
        add(words, key, start, i);
        start = i;
      }
    }
    add(words, key, start, key.length());
    return words;
  }

  private static boolean beginsWord(String key, int i) {
    if (!Character.isUpperCase(key.charAt(i))) return false;
    if (!Character.isUpperCase(key.charAt(i - 1))) return true;
    return i + 1 < key.length() && Character.isLowerCase(key.charAt(i + 1));
  }

  private static void add(List<String> words, String key, int start, int end) {
    if (start >= 0) words.add(key.substring(start, end).toLowerCase(Locale.ROOT));
  }
}
