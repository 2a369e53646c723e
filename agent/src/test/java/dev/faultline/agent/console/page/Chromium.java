// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A browser that runs a page and prints what came of it. It is on the PATH, or named by {@code
 * FAULTLINE_CHROMIUM}; without one a test is skipped, and says so.
 */
public final class Chromium {
  private static final String[] NAMES = {
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"
  };
  private static final String[] OPTIONS = {
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--virtual-time-budget=3000",
    "--dump-dom"
  };

  private Chromium() {}

  /** The elements after a while, as HTML. Its files go into that folder. */
  public static String dom(String address, Path folder) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(path());
    command.addAll(List.of(OPTIONS));
    command.add("--user-data-dir=" + folder.resolve("profile"));
    command.add(address);
    Path dom = folder.resolve("dom");
    ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(dom.toFile());
    Process browser = builder.redirectError(folder.resolve("log").toFile()).start();
    try {
      assertThat(browser.waitFor(120, TimeUnit.SECONDS)).as("Chromium has ended").isTrue();
    } finally {
      browser.destroyForcibly().waitFor();
    }
    return Files.readString(dom);
  }

  private static String path() {
    String named = System.getenv("FAULTLINE_CHROMIUM");
    if (named != null) return named;
    for (String path : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
      for (String name : NAMES) {
        Path file = Path.of(path, name);
        if (Files.isExecutable(file)) return file.toString();
      }
    }
    return abort("the page was not looked at: no Chromium on the PATH, nor in FAULTLINE_CHROMIUM");
  }
}
