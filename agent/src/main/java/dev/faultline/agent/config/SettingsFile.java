// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.config;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Properties;

/** The properties file that {@code faultline.config} names. */
final class SettingsFile {
  private SettingsFile() {}

  /** What the file says; nothing where it cannot be read, which is a line of the complaints. */
  static Properties read(String path, List<String> complaints) {
    Properties properties = new Properties();
    try (InputStream in = new FileInputStream(new File(path))) {
      properties.load(in);
    } catch (IOException | IllegalArgumentException | SecurityException e) {
      complaints.add(
          Options.CONFIG.property()
              + "="
              + path
              + " cannot be read, so no settings come from a file: "
              + e.getMessage());
      return new Properties();
    }
    return properties;
  }
}
