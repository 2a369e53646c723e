// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.http;

import java.util.Locale;

/** Host and Origin headers. */
final class Address {
  private Address() {}

  /** Whether it names this machine as only this machine can. */
  static boolean isLocal(String host) {
    String name = host.replaceFirst(":[0-9]{1,5}$", "");
    return name.equalsIgnoreCase("localhost") || name.equals("127.0.0.1") || name.equals("[::1]");
  }

  /**
   * Whether a page from there talks to where it came from. Where TLS ends is not for us to know.
   */
  static boolean isSame(String origin, String host) {
    String lower = origin.toLowerCase(Locale.ROOT);
    return lower.equals("http://" + host.toLowerCase(Locale.ROOT))
        || lower.equals("https://" + host.toLowerCase(Locale.ROOT));
  }
}
