// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.console;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the browser and its driver are: on the PATH, or where the environment says. */
record Chromium(Path browser, Path driver) {
  private static final List<String> BROWSERS =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");

  /** Why there is none; null where there is. */
  static @Nullable String missing() {
    if (findBrowser() == null) return "no Chromium on the PATH, nor in FAULTLINE_CHROMIUM";
    if (findDriver() == null) return "no chromedriver on the PATH, nor in FAULTLINE_CHROMEDRIVER";
    return null;
  }

  static Chromium installed() {
    Path browser = findBrowser();
    Path driver = findDriver();
    if (browser == null || driver == null) throw new IllegalStateException(missing());
    return new Chromium(browser, driver);
  }

  private static @Nullable Path findBrowser() {
    return find("FAULTLINE_CHROMIUM", BROWSERS);
  }

  private static @Nullable Path findDriver() {
    return find("FAULTLINE_CHROMEDRIVER", List.of("chromedriver"));
  }

  private static @Nullable Path find(String variable, List<String> names) {
    String named = System.getenv(variable);
    if (named != null) return Path.of(named);
    for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      for (String name : names) {
        Path file = Path.of(folder, name);
        if (Files.isExecutable(file)) return file;
      }
    }
    return null;
  }
}
