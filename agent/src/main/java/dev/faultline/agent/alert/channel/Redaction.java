// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the secrets of one channel out of texts, whoever wrote them: the address of a webhook is
 * itself a password, and exceptions and answers like to repeat it. Immutable.
 */
final class Redaction {
  private static final Pattern ADDRESS =
      Pattern.compile("(?i)\\bhttps?://(?:[^/\\s?#@]*@)?([^/\\s?#\"'<>]*)[/?#]?[^\\s\"'<>]*");
  private static final String HIDDEN = "***";
  private static final int MAX = 300;
  private static final int MIN_SECRET = 4;

  /** Parts of a path that are shorter are words such as {@code services}. */
  private static final int MIN_PATH_SECRET = 9;

  private final List<String> secrets = new ArrayList<>();

  /**
   * @param url of a webhook; empty for none
   */
  Redaction(String url, Collection<String> secrets) {
    for (String each : secrets) add(each);
    String rest = afterHost(url);
    for (String each : rest.split("[/?#&]")) {
      int equals = each.indexOf('=');
      if (equals >= 0) add(each.substring(equals + 1));
      if (equals < 0 && each.length() >= MIN_PATH_SECRET) add(each);
    }
    int at = authority(url).lastIndexOf('@');
    if (at > 0) add(authority(url).substring(authority(url).indexOf(':') + 1, at));
    this.secrets.sort((a, b) -> b.length() - a.length());
  }

  /** On one line, short, and without secrets. */
  String of(String text) {
    String clean = ADDRESS.matcher(text).replaceAll("$1/" + Matcher.quoteReplacement(HIDDEN));
    for (String each : secrets) clean = clean.replace(each, HIDDEN);
    return Cut.to(Cut.line(clean), MAX, Measure.CHARS);
  }

  /** The host of an address, and the last of what is secret about it, to tell two apart. */
  static String target(String url) {
    String authority = authority(url);
    String host = authority.substring(authority.lastIndexOf('@') + 1);
    String rest = afterHost(url);
    if (rest.length() <= 1) return host;
    boolean isLong = rest.length() >= 24;
    return host + "/" + HIDDEN + (isLong ? rest.substring(rest.length() - 3) : "");
  }

  private void add(String secret) {
    if (secret.length() < MIN_SECRET) return;
    secrets.add(secret);
    String decoded = decoded(secret);
    if (!decoded.equals(secret)) secrets.add(decoded);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8.name());
    } catch (Exception e) { // not encoded
      return text;
    }
  }

  private static String authority(String url) {
    int start = url.indexOf("://");
    if (start < 0) return "";
    return url.substring(start + 3, authorityEnd(url, start + 3));
  }

  private static String afterHost(String url) {
    int start = url.indexOf("://");
    return start < 0 ? "" : url.substring(authorityEnd(url, start + 3));
  }

  private static int authorityEnd(String url, int from) {
    int end = from;
    while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) end++;
    return end;
  }
}
