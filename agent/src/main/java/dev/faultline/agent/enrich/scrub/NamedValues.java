// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.scrub;

import dev.faultline.agent.config.ScrubMode;
import java.io.UnsupportedEncodingException;
import java.net.URLDecoder;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Values that go by a name, of headers, parameters and cookies: which are hidden whatever they look
 * like, and how a list of them is written. Names stay, unless they look like a secret themselves.
 */
final class NamedValues {
  private static final String FILTERED = Secrets.FILTERED;

  private static final int KNOWN = 256; // a power of two
  private static final int MAX_KNOWN_LENGTH = 128;

  private final SensitiveKeys keys;
  private final ValueMask mask;

  /** Names whose values may be told; null where all may that are not sensitive. */
  private final @Nullable Set<String> allowed;

  /** Names asked for of late, one for each hash, and what was said. */
  private final @Nullable String[] known = new String[KNOWN];

  private final boolean[] hidden = new boolean[KNOWN];

  NamedValues(SensitiveKeys keys, ValueMask mask, ScrubMode mode, Collection<String> allowedNames) {
    this.keys = keys;
    this.mask = mask;
    if (mode == ScrubMode.DENY) {
      allowed = null;
      return;
    }
    allowed = new HashSet<>();
    for (String each : allowedNames) allowed.add(joined(each));
  }

  /** Whether the values of that name are hidden. */
  boolean hides(String name) {
    int hash = name.hashCode();
    int place = (hash ^ hash >>> 16) & KNOWN - 1;
    if (name.equals(known[place])) return hidden[place];
    boolean hides = keys.contains(name) || allowed != null && !allowed.contains(joined(name));
    if (name.length() > MAX_KNOWN_LENGTH) return hides;
    known[place] = name;
    hidden[place] = hides;
    return hides;
  }

  /** The parameters of a query, raw. */
  String parameters(String query) {
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
    scrubbed.append(plainName != null && mask.isHarmless(plainName) ? name : FILTERED);
    if (equals < 0) return;
    scrubbed.append('=');
    String plainValue = decoded(value);
    boolean harmless =
        plainName != null && plainValue != null && !hides(plainName) && mask.isHarmless(plainValue);
    scrubbed.append(harmless ? value : FILTERED);
  }

  /** What a client sends as {@code Cookie}; hidden as a whole where it is no list of cookies. */
  String cookies(String header) {
    StringBuilder scrubbed = new StringBuilder(header.length());
    for (int start = 0; start <= header.length(); ) {
      int semicolon = header.indexOf(';', start);
      int end = semicolon < 0 ? header.length() : semicolon;
      if (!cookie(scrubbed, header.substring(start, end).trim())) return FILTERED;
      start = end + 1;
    }
    return scrubbed.toString();
  }

  private boolean cookie(StringBuilder scrubbed, String cookie) {
    if (cookie.isEmpty()) return true;
    int equals = cookie.indexOf('=');
    String name = equals < 1 ? "" : cookie.substring(0, equals);
    if (!isToken(name)) return false;
    if (scrubbed.length() > 0) scrubbed.append("; ");
    scrubbed.append(mask.isHarmless(name) ? name : FILTERED).append('=');
    String plain = decoded(cookie.substring(equals + 1));
    boolean harmless = plain != null && !hides(name) && mask.isHarmless(plain);
    scrubbed.append(harmless ? cookie.substring(equals + 1) : FILTERED);
    return true;
  }

  /** As RFC 6265 has the name of a cookie. */
  private static boolean isToken(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c <= ' ' || c >= 0x7f || "()<>@,;:\\\"/[]?={}".indexOf(c) >= 0) return false;
    }
    return !name.isEmpty();
  }

  private static String joined(String name) {
    return String.join("", SensitiveKeys.words(name));
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
