// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.console;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** Where the browser and its driver are: on the PATH, or where the environment says. */
record Chromium(Path browser, Path driver) {
  private static final List<String> BROWSERS =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");

  /** Skips the test where one of them is missing. */
  static Chromium installed() {
    Path browser = find("FAULTLINE_CHROMIUM", BROWSERS);
    Path driver = find("FAULTLINE_CHROMEDRIVER", List.of("chromedriver"));
    Assumptions.assumeTrue(
        browser != null, "not looked at: no Chromium on the PATH, nor in FAULTLINE_CHROMIUM");
    Assumptions.assumeTrue(
        driver != null,
        "not looked at: no chromedriver on the PATH, nor in FAULTLINE_CHROMEDRIVER");
    if (browser == null || driver == null) throw new IllegalStateException();
    return new Chromium(browser, driver);
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
