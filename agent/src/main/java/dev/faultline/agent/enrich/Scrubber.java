// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich;

import java.io.UnsupportedEncodingException;
import java.net.URLDecoder;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Takes secrets out of what leaves the process: by the name of the key, and by what values look
 * like. It fails closed: what it cannot make sense of becomes {@code [Filtered]}. Input is cut to
 * 16 Ki characters first, and each pass over it takes time linear in that.
 */
public final class Scrubber {
  public static final String FILTERED = Secrets.FILTERED;

  private static final String REJECTED = "': rejected value [";

  static final int MAX_INPUT = 16 * 1024;

  /** What a cut may leave half of at the end, and would not be recognized as a secret then. */
  private static final int MAX_HALF_WORD = 512;

  private final SensitiveKeys keys;

  /**
   * @param addedKeys names of headers, parameters and the like to hide beside the usual ones
   */
  public Scrubber(Collection<String> addedKeys) {
    keys = new SensitiveKeys(addedKeys);
  }

  /** Whether the value of a header, parameter, cookie or property of that name is hidden. */
  public boolean isSensitive(String key) {
    return keys.contains(key);
  }

  /** The value of a header, parameter or the like, fit to leave the process. */
  public String value(String key, String value) {
    try {
      if (keys.contains(key)) return FILTERED;
      String cut = cut(value);
      int query = cut.indexOf('?');
      if (query < 0 || cut.indexOf('=', query) < 0) return Secrets.mask(cut);
      // Referer and the like: an address with a query of its own
      return Secrets.mask(cut.substring(0, query + 1)) + parameters(cut.substring(query + 1));
    } catch (Throwable t) {
      return FILTERED;
    }
  }

  /** A raw query string: names stay, values of sensitive names and secret-looking values go. */
  public String query(String query) {
    try {
      return parameters(cut(query));
    } catch (Throwable t) {
      return FILTERED;
    }
  }

  /** The path of a request, without the values of its parameters: {@code /cart;jsessionid=...}. */
  public String path(String path) {
    try {
      String cut = cut(path);
      StringBuilder scrubbed = new StringBuilder(cut.length());
      int start = 0;
      for (int semicolon = cut.indexOf(';'); semicolon >= 0; semicolon = cut.indexOf(';', start)) {
        scrubbed.append(Secrets.mask(cut.substring(start, semicolon)));
        int end = parameterEnd(cut, semicolon + 1);
        String parameter = cut.substring(semicolon, end);
        int equals = parameter.indexOf('=');
        scrubbed.append(parameter, 0, equals < 0 ? parameter.length() : equals + 1);
        if (equals >= 0) scrubbed.append(FILTERED);
        start = end;
      }
      return scrubbed.append(Secrets.mask(cut.substring(start))).toString();
    } catch (Throwable t) {
      return FILTERED;
    }
  }

  private static int parameterEnd(String path, int from) {
    int end = from;
    while (end < path.length() && path.charAt(end) != '/' && path.charAt(end) != ';') end++;
    return end;
  }

  /**
   * Running text, such as the message of an exception.
   *
   * @param sql whether a database may have written it, or a part of it: then quoted values go too
   */
  public String message(String message, boolean sql) {
    try {
      String cut = withoutRejected(cut(message));
      return withoutQueries(Secrets.mask(sql ? SqlMessages.mask(cut) : cut));
    } catch (Throwable t) {
      return FILTERED;
    }
  }

  /** What clients say of the address they called: its query is one like any other. */
  private String withoutQueries(String text) {
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
      kept.append(text, copied, mark + 1).append(isQuery ? parameters(query) : query);
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
  private String withoutRejected(String text) {
    int at = text.indexOf(REJECTED);
    if (at < 0) return text;
    StringBuilder kept = new StringBuilder(text.length());
    int copied = 0;
    for (; at >= 0; at = text.indexOf(REJECTED, copied)) {
      int begin = at + REJECTED.length();
      int end = text.indexOf("]; codes [", begin);
      if (end < 0) end = text.length();
      int quote = text.lastIndexOf('\'', at - 1);
      boolean isSecret = quote < copied || isSensitive(text.substring(quote + 1, at));
      kept.append(text, copied, begin).append(isSecret ? FILTERED : text.substring(begin, end));
      copied = end;
    }
    return kept.append(text, copied, text.length()).toString();
  }

  private static String cut(String text) {
    if (text.length() <= MAX_INPUT) return text;
    int end = MAX_INPUT;
    while (end > MAX_INPUT - MAX_HALF_WORD && !Character.isWhitespace(text.charAt(end - 1))) end--;
    return Text.head(text, end) + "...";
  }

  private String parameters(String query) {
    StringBuilder scrubbed = new StringBuilder(query.length());
    int start = 0;
    for (int i = 0; i <= query.length(); i++) {
      char c = i < query.length() ? query.charAt(i) : '&';
      if (c != '&' && c != ';') continue;
      parameter(scrubbed, query.substring(start, i));
      if (i < query.length()) scrubbed.append(c);
      start = i + 1;
    }
    return scrubbed.toString();
  }

  private void parameter(StringBuilder scrubbed, String parameter) {
    int equals = parameter.indexOf('=');
    String name = equals < 0 ? parameter : parameter.substring(0, equals);
    String value = equals < 0 ? "" : parameter.substring(equals + 1);
    String plainName = decoded(name);
    // A name alone may be a secret itself: /reset?eyJhbGciOi...
    scrubbed.append(plainName != null && looksHarmless(plainName) ? name : FILTERED);
    if (equals < 0) return;
    scrubbed.append('=');
    String plainValue = decoded(value);
    boolean harmless =
        plainName != null
            && plainValue != null
            && !keys.contains(plainName)
            && looksHarmless(plainValue);
    scrubbed.append(harmless ? value : FILTERED);
  }

  private static boolean looksHarmless(String plain) {
    return Secrets.mask(plain).equals(plain);
  }

  /** Null when it cannot be decoded. */
  private static @Nullable String decoded(String text) {
    if (text.indexOf('%') < 0 && text.indexOf('+') < 0) return text;
    try {
      return URLDecoder.decode(text, "UTF-8");
    } catch (UnsupportedEncodingException | IllegalArgumentException e) {
      return null;
    }
  }
}
