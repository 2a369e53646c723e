// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Paths, decoded once and without any tricks. */
final class Paths {
  private static final int MAX_LENGTH = 2_048;

  private Paths() {}

  /** Null for what leads nowhere: empty and dotted parts, backslashes, control characters. */
  static @Nullable String decoded(String raw) {
    if (raw.length() > MAX_LENGTH || !raw.startsWith("/")) return null;
    if (raw.toLowerCase(Locale.ROOT).contains("%2f")) return null;
    String path;
    try {
      path = Percent.decoded(raw);
    } catch (IllegalArgumentException e) {
      return null;
    }
    for (int i = 0; i < path.length(); i++) {
      if (path.charAt(i) == '\\' || Character.isISOControl(path.charAt(i))) return null;
    }
    if (path.equals("/")) return path;
    for (String part : path.substring(1).split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..")) return null;
    }
    return path;
  }
}
