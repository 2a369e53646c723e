// SPDX-License-Identifier: Apache-2.0
package dev.faultline.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A JDK to run applications on.
 *
 * @param home its home folder
 * @param version its whole version, "1.8.0_472" or "21.0.9"
 * @param major 8, 11, 17 ...
 */
public record Jdk(Path home, String version, int major) {
  private static final Pattern RELEASE = Pattern.compile("(?m)^JAVA_VERSION=\"([^\"]+)\"");
  private static final Pattern SAID = Pattern.compile(" version \"([^\"]+)\"");

  /** The one in that folder, or null when there is none. */
  static @Nullable Jdk at(Path home) {
    Path java = home.resolve("bin/java");
    if (!Files.isExecutable(java)) return null;
    String version = released(home);
    if (version == null) version = said(java); // some distributions have no release file
    return version == null ? null : new Jdk(home, version, major(version));
  }

  /** The one that runs this. */
  public static Jdk current() {
    String version = System.getProperty("java.version");
    return new Jdk(Path.of(System.getProperty("java.home")), version, major(version));
  }

  /** Its {@code java}. */
  public Path java() {
    return home.resolve("bin/java");
  }

  /** A tool of it, such as {@code keytool}. */
  public Path tool(String name) {
    return home.resolve("bin").resolve(name);
  }

  @Override
  public String toString() {
    return "JDK " + version;
  }

  private static @Nullable String released(Path home) {
    try {
      Path release = home.resolve("release");
      return Files.exists(release) ? first(RELEASE, Files.readString(release)) : null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable String said(Path java) {
    try {
      Process process =
          new ProcessBuilder(java.toString(), "-version").redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor(10, TimeUnit.SECONDS) ? first(SAID, said) : null;
    } catch (IOException e) {
      return null; // not for this machine
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static @Nullable String first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : null;
  }

  static int major(String version) {
    String[] parts = version.split("[.\\-+_]", -1);
    return Integer.parseInt(parts[0].equals("1") ? parts[1] : parts[0]);
  }
}
