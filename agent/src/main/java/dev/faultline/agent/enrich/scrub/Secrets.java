// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.scrub;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds secrets in running text by what they look like. Each pattern either begins at the edge of a
 * run of characters or is bounded, and repeats possessively, so the time is linear in the text.
 */
final class Secrets {
  static final String FILTERED = "[Filtered]";

  private static final Pattern PRIVATE_KEY =
      Pattern.compile("-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----");
  private static final Pattern JWT =
      Pattern.compile("(?<![\\w-])eyJ[\\w-]{6,}+=*+(?:\\.[\\w-]*+=*+){1,4}+");
  private static final Pattern SCHEME =
      Pattern.compile("(?i)\\b(bearer|basic|digest|negotiate)(\\s{1,4})([\\w.~+/=-]{6,}+)");
  private static final Pattern CLOUD_KEY =
      Pattern.compile(
          "\\b(?:A(?:KI|SI)A[0-9A-Z]{16}|gh[oprsu]_[0-9A-Za-z]{36}|sk_live_[0-9A-Za-z]{16,64}"
              + "|xox[abps]-[0-9A-Za-z-]{10,128}|github_pat_\\w{20,128}"
              + "|AIza[\\w-]{35}|sk-(?:proj-)?[\\w-]{20,200})\\b");
  private static final Pattern URL_USER =
      Pattern.compile("://[^\\s/?#:@]{0,256}+(?::[^\\s/?#]{0,256})?@");

  /** One that should have been encoded, {@code ann:pa/ss@}: what is no port is a password. */
  private static final Pattern URL_ODD_PASSWORD =
      Pattern.compile("://[^\\s/?#:@\\[]{0,256}+:(?!\\d{1,5}(?:[/?#,\\s]|$))[^\\s@]{0,256}+@");

  private static final Pattern ORACLE_USER =
      Pattern.compile("(?i)\\b(oracle:\\w{1,8}:)[^\\s/@]{1,64}/[^\\s]{1,128}@");
  private static final Pattern JDBC_USER =
      Pattern.compile("(?i)([?&;:(,](?:user(?:name)?|uid)\\s?=)[^\\s&;)]{1,256}+");
  private static final Pattern KEY =
      Pattern.compile("(?<![\\w.])([A-Za-z][\\w.-]{0,63}+)(\\\\?[\"']?\\s{0,2}[=:]\\s{0,2})");

  /** Apart from the key, because it may be long, and is looked at only after a secret's key. */
  private static final Pattern VALUE =
      Pattern.compile(
          "(?:(?i:basic|bearer|digest|negotiate) {1,2})?+"
              + "(?:\\\\?\"[^\"\n]*+\"?|'[^'\n]*+'?|\\{[^}\n]*+}?|[^\\s,;&)}\\]\"']++)");

  /** An element of XML that holds no other. */
  private static final Pattern ELEMENT =
      Pattern.compile("<(?:\\w{1,32}:)?([\\w.-]{1,64}+)(?:\\s[^<>]{0,256}+)?>([^<>]++)(?=</)");

  private static final SensitiveKeys STRUCTURED = new SensitiveKeys(Collections.emptyList());

  /** Words of a key after which, in running text, a secret is likely. */
  private static final String[] ASSIGNED_KEYS = {
    "password",
    "passwd",
    "passphrase",
    "pwd",
    "secret",
    "credential",
    "authorization",
    "apikey",
    "accesskey",
    "privatekey",
    "secretkey",
    "accountkey",
    "sessionid",
    "setcookie"
  };

  /** Keys that are hardly ever anything else where their value follows at once: {@code sid=1}. */
  private static final Set<String> NAMED_EXACTLY =
      new HashSet<>(Arrays.asList("sid", "pin", "otp", "cvv", "cvc", "jwt", "sig", "ssn", "iban"));

  private Secrets() {}

  static String mask(String text) {
    String masked = withoutPrivateKeys(text);
    if (masked.contains("</")) masked = withoutElements(masked);
    masked = withoutAssigned(masked);
    if (mayHaveScheme(masked)) masked = withoutSchemes(masked);
    if (masked.contains("eyJ")) masked = JWT.matcher(masked).replaceAll(FILTERED);
    if (mayHaveCloudKey(masked)) masked = CLOUD_KEY.matcher(masked).replaceAll(FILTERED);
    if (masked.contains("://")) {
      masked = URL_USER.matcher(masked).replaceAll("://" + FILTERED + "@");
      masked = URL_ODD_PASSWORD.matcher(masked).replaceAll("://" + FILTERED + "@");
    }
    if (masked.indexOf('@') >= 0) {
      masked = ORACLE_USER.matcher(masked).replaceAll("$1" + FILTERED + "@");
    }
    if (masked.contains("jdbc")) masked = JDBC_USER.matcher(masked).replaceAll("$1" + FILTERED);
    return CardNumbers.mask(masked);
  }

  // What a pattern cannot do without is looked for first: most texts have none of it, and a path, a
  // query and a user agent of every request come by here.

  private static boolean mayHaveScheme(String text) {
    for (int i = 1; i < text.length(); i++) {
      if (text.charAt(i) > ' ') continue;
      if ("rcteRCTE".indexOf(text.charAt(i - 1)) >= 0) return true; // how the names of schemes end
    }
    return false;
  }

  private static boolean mayHaveCloudKey(String text) {
    return text.contains("AKIA")
        || text.contains("ASIA")
        || text.contains("sk_live_")
        || text.contains("xox")
        || text.contains("github_pat_")
        || text.contains("AIza")
        || text.contains("sk-")
        || text.contains("gh") && text.indexOf('_') >= 0;
  }

  private static String withoutPrivateKeys(String text) {
    if (!text.contains("PRIVATE KEY-----")) return text;
    StringBuilder kept = new StringBuilder(text.length());
    Matcher begin = PRIVATE_KEY.matcher(text);
    int from = 0;
    while (begin.find(from)) {
      kept.append(text, from, begin.start()).append(FILTERED);
      int end = text.indexOf("-----END", begin.end());
      int close = end < 0 ? -1 : text.indexOf("-----", end + "-----END".length());
      if (close < 0) return kept.toString();
      from = close + "-----".length();
    }
    return kept.append(text, from, text.length()).toString();
  }

  /** "Basic authentication failed" is prose; what has a digit or an odd capital is none. */
  private static String withoutSchemes(String text) {
    Matcher scheme = SCHEME.matcher(text);
    StringBuffer kept = new StringBuffer(text.length());
    while (scheme.find()) {
      String replacement =
          looksRandom(scheme.group(3))
              ? scheme.group(1) + scheme.group(2) + FILTERED
              : scheme.group();
      scheme.appendReplacement(kept, Matcher.quoteReplacement(replacement));
    }
    return scheme.appendTail(kept).toString();
  }

  private static String withoutAssigned(String text) {
    if (text.indexOf('=') < 0 && text.indexOf(':') < 0) return text;
    Matcher key = KEY.matcher(text);
    Matcher value = VALUE.matcher(text);
    StringBuilder kept = new StringBuilder(text.length());
    int copied = 0;
    for (int from = 0; key.find(from); ) {
      from = key.end();
      if (!isAssignedSecret(key.group(1), key.group(2))) continue;
      if (!value.region(from, text.length()).lookingAt()) continue;
      kept.append(text, copied, from).append(FILTERED);
      copied = from = value.end();
    }
    return kept.append(text, copied, text.length()).toString();
  }

  private static String withoutElements(String text) {
    Matcher element = ELEMENT.matcher(text);
    StringBuilder kept = new StringBuilder(text.length());
    int copied = 0;
    while (element.find()) {
      String name = element.group(1);
      if (!STRUCTURED.contains(name) && !isAssignedSecret(name, "=")) continue;
      kept.append(text, copied, element.start(2)).append(FILTERED);
      copied = element.end(2);
    }
    return kept.append(text, copied, text.length()).toString();
  }

  private static boolean isAssignedSecret(String key, String separator) {
    List<String> words = SensitiveKeys.words(key);
    String joined = String.join("", words);
    for (String secret : ASSIGNED_KEYS) {
      if (joined.contains(secret)) return true;
    }
    if (separator.equals("=") && NAMED_EXACTLY.contains(joined)) return true;
    boolean quoted = separator.charAt(0) == '"' || separator.charAt(0) == '\\';
    if (quoted && STRUCTURED.contains(key)) return true; // JSON is no prose
    if (!joined.contains("token") && !joined.endsWith("signature")) return false;
    // "Unexpected token: ;" is the commonest message of parsers.
    return separator.indexOf('=') >= 0 || separator.trim().length() > 1 || words.size() > 1;
  }

  private static boolean looksRandom(String word) {
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c >= '0' && c <= '9' || c == '=' || c == '+' || c == '/' || c == '_') return true;
      if (i > 0 && c >= 'A' && c <= 'Z') return true;
    }
    return false;
  }
}
