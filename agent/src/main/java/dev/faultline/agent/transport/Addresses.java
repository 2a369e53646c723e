// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.transport;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Addresses as they may be shown. */
final class Addresses {
  private static final int MAX_LENGTH = 200;

  private Addresses() {}

  /** Without user, password, query and fragment, which may hold secrets, and on one line. */
  static String shown(String address) {
    String shown = withoutCredentials(address);
    int end = 0;
    while (end < shown.length() && end < MAX_LENGTH && isShown(shown.charAt(end))) end++;
    return shown.substring(0, end);
  }

  /** Without {@code user:password@}. */
  static String withoutCredentials(String address) {
    int authority = authority(address);
    int at = address.lastIndexOf('@', authorityEnd(address) - 1);
    return at < authority ? address : address.substring(0, authority) + address.substring(at + 1);
  }

  /** {@code user:password}, decoded; or null when there is none. */
  static @Nullable String userInfo(String address) {
    return URI.create(address).getUserInfo();
  }

  /** The host as it is written; empty when there is none. */
  static String host(String address) {
    String host = URI.create(address).getHost();
    return host == null ? "" : host;
  }

  static boolean isHttps(String address) {
    return address.regionMatches(true, 0, "https:", 0, 6);
  }

  private static int authority(String address) {
    int scheme = address.indexOf("://");
    return scheme < 0 ? 0 : scheme + 3;
  }

  private static int authorityEnd(String address) {
    int end = authority(address);
    while (end < address.length() && "/?#".indexOf(address.charAt(end)) < 0) end++;
    return end;
  }

  private static boolean isShown(char c) {
    return c > ' ' && c < 0x7f && c != '?' && c != '#';
  }
}
