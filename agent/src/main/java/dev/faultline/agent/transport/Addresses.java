// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.transport;

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
    int scheme = address.indexOf("://");
    if (scheme < 0) return address;
    int authority = scheme + 3;
    int path = authority;
    while (path < address.length() && "/?#".indexOf(address.charAt(path)) < 0) path++;
    int at = address.lastIndexOf('@', path - 1);
    return at < authority ? address : address.substring(0, authority) + address.substring(at + 1);
  }

  private static boolean isShown(char c) {
    return c > ' ' && c < 0x7f && c != '?' && c != '#';
  }
}
