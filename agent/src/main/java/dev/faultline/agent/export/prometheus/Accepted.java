// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.prometheus;

import java.util.Locale;

/** What a client takes, by its {@code Accept} and {@code Accept-Encoding} (RFC 9110, 12.5). */
final class Accepted {
  private Accepted() {}

  /**
   * Whether OpenMetrics 1.0.0 is taken, and liked no less than the older text.
   *
   * @param accept empty when the header was not there
   */
  static boolean openMetrics(String accept) {
    double open = 0;
    double text = 0;
    for (String range : accept.toLowerCase(Locale.ROOT).split(",")) {
      String[] parts = range.split(";");
      double quality = quality(parts);
      switch (parts[0].trim()) {
        case "application/openmetrics-text":
          if (isVersionOne(parts)) open = Math.max(open, quality);
          break;
        case "text/plain":
          text = Math.max(text, quality);
          break;
        default:
          break;
      }
    }
    return open > 0 && open >= text;
  }

  /**
   * @param acceptEncoding empty when the header was not there
   */
  static boolean gzip(String acceptEncoding) {
    for (String coding : acceptEncoding.toLowerCase(Locale.ROOT).split(",")) {
      String[] parts = coding.split(";");
      if (parts[0].trim().equals("gzip")) return quality(parts) > 0;
    }
    return false;
  }

  /** 0.0.1 is a draft of 1.0.0 that old servers ask for. */
  private static boolean isVersionOne(String[] parts) {
    String version = parameter(parts, "version", "1.0.0");
    return version.equals("1.0.0") || version.equals("0.0.1");
  }

  private static double quality(String[] parts) {
    try {
      return Double.parseDouble(parameter(parts, "q", "1"));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static String parameter(String[] parts, String name, String absent) {
    for (int i = 1; i < parts.length; i++) {
      String part = parts[i].trim();
      if (part.startsWith(name + "=")) return part.substring(name.length() + 1).trim();
    }
    return absent;
  }
}
