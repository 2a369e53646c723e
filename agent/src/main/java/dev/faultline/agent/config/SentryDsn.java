// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Sentry calls a DSN, the address of a project and the key to write to it: {@code
 * https://key[:secret]@host[:port][/path]/project}. Read as Sentry's own clients do. Immutable.
 */
public final class SentryDsn {
  static final Kind<SentryDsn> KIND =
      new Kind<SentryDsn>("DSN") {
        @Override
        SentryDsn read(String value) {
          return parse(value);
        }

        @Override
        String show(SentryDsn value) {
          return value.shown();
        }
      };

  public final String publicKey;

  /** Of old, and seldom there. */
  public final @Nullable String secretKey;

  /** Scheme, host, port and path, without a slash at the end and without the keys. */
  public final String base;

  public final String project;

  private SentryDsn(String publicKey, @Nullable String secretKey, String base, String project) {
    this.publicKey = publicKey;
    this.secretKey = secretKey;
    this.base = base;
    this.project = project;
  }

  /**
   * @throws IllegalArgumentException whose message completes the sentence "the value ..."
   */
  static SentryDsn parse(String dsn) {
    Matcher form = Forms.DSN.matcher(dsn.trim());
    if (!form.matches()) throw new IllegalArgumentException("is not an http or https address");
    String rest = form.group(2);
    int at = rest.indexOf('@');
    if (at <= 0 || rest.charAt(0) == ':') {
      throw new IllegalArgumentException("has no public key");
    }
    String[] keys = rest.substring(0, at).split(":", 2);
    String place = withoutSlash(rest.substring(at + 1).replaceAll("/{2,}", "/"));
    int slash = place.lastIndexOf('/');
    if (slash < 0) throw new IllegalArgumentException("has no project");
    String base = form.group(1) + "://" + place.substring(0, slash);
    check(base + place.substring(slash));
    String secret = keys.length > 1 && !keys[1].isEmpty() ? keys[1] : null;
    return new SentryDsn(key(keys[0]), secret == null ? null : key(secret), base, place(place));
  }

  /** As it may be shown: without the keys. */
  public String shown() {
    return base + '/' + project;
  }

  /** Without the keys. */
  @Override
  public String toString() {
    return shown();
  }

  private static String place(String place) {
    return place.substring(place.lastIndexOf('/') + 1);
  }

  private static String key(String key) {
    if (!Forms.KEY.matcher(key).matches()) {
      throw new IllegalArgumentException("has a key that cannot be one");
    }
    return key;
  }

  private static void check(String address) {
    try {
      if (new URI(address).getHost() != null) return;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("is not an http or https address", e);
    }
    throw new IllegalArgumentException("has no host");
  }

  private static String withoutSlash(String place) {
    return place.endsWith("/") ? place.substring(0, place.length() - 1) : place;
  }

  /** Not loaded where there is no DSN. */
  private static final class Forms {
    static final Pattern DSN = Pattern.compile("(?i)(https?)://([^?#]*)(?:[?#].*)?");

    /** What can stand in the header that carries the keys. */
    static final Pattern KEY = Pattern.compile("[!-~&&[^,=\"]]+");
  }
}
