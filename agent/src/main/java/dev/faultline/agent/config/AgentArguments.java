// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.config;

import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The text after {@code -javaagent:faultline.jar=}: settings with commas between them. */
final class AgentArguments {
  private AgentArguments() {}

  static Properties read(@Nullable String arguments) {
    Properties read = new Properties();
    String key = null;
    for (String raw : Plural.rawParts(arguments == null ? "" : arguments)) {
      String part = raw.trim();
      if (part.isEmpty()) continue;
      int equals = part.indexOf('=');
      if (key != null && continues(key, part, equals)) {
        read.setProperty(key, read.getProperty(key) + "," + raw); // a quote may go on here
        continue;
      }
      key = equals < 0 ? part : part.substring(0, equals).trim();
      read.setProperty(key, equals < 0 ? "" : part.substring(equals + 1).trim());
    }
    return read;
  }

  /** Whether a part belongs to the value of the setting before it, which is a list. */
  private static boolean continues(String key, String part, int equals) {
    Option<?> option = Options.find(key);
    if (option == null || !option.kind.acceptsBlank()) return false;
    return equals < 0 || Options.find(part.substring(0, equals).trim()) == null;
  }
}
