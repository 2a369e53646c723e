// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

import java.util.List;
import java.util.regex.Pattern;

/** Who is called for. */
final class Mentions {
  private static final Pattern MOBILE = Pattern.compile("\\+?[0-9][0-9-]{6,18}");

  private Mentions() {}

  static boolean isMobile(String mention) {
    return MOBILE.matcher(mention).matches();
  }

  /** All of them in a row, each with its prefix. */
  static String text(String prefix, List<String> some, List<String> others, String all) {
    StringBuilder text = new StringBuilder(all);
    for (String each : some) append(text, prefix, each);
    for (String each : others) append(text, prefix, each);
    return text.toString();
  }

  private static void append(StringBuilder text, String prefix, String name) {
    if (text.length() > 0) text.append(' ');
    text.append(prefix).append(name);
  }
}
