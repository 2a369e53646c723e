// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Faultline's own version, which the build writes down. */
public final class Version {
  private static final String CURRENT = read();

  private Version() {}

  /** Such as {@code 0.1.0}; never empty. */
  public static String current() {
    return CURRENT;
  }

  private static String read() {
    byte[] text = new byte[64];
    try (InputStream in = open()) {
      int length = in == null ? 0 : in.read(text);
      if (length > 0) return new String(text, 0, length, StandardCharsets.US_ASCII).trim();
    } catch (IOException e) {
      // Not worth a line: the version is only told, nothing depends on it.
    }
    return "unknown";
  }

  private static @Nullable InputStream open() {
    return Version.class.getResourceAsStream("/dev/faultline/agent/version.txt");
  }
}
