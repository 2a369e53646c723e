// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.ecs;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Tells addresses that a field of type {@code ip} takes; it refuses documents with others. */
final class IpAddress {
  private static final String BYTE = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  private static final Pattern V4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");

  /** Longer ones are none; and without a scope, which is no part of an address elsewhere. */
  private static final Pattern V6_CHARACTERS = Pattern.compile("[0-9a-fA-F:.]{2,45}");

  private IpAddress() {}

  static boolean is(String text) {
    return V4.matcher(text).matches() || isV6(text);
  }

  private static boolean isV6(String text) {
    if (text.indexOf(':') < 0 || !V6_CHARACTERS.matcher(text).matches()) return false;
    try {
      return InetAddress.getByName('[' + text + ']') != null; // in brackets, never a host's name
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
