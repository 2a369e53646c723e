// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.status;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import org.jspecify.annotations.Nullable;

/**
 * Who may be asked. To be attached to, a JVM is sent SIGQUIT, which it is prepared for; another
 * process would end, as would a JVM that runs with {@code -Xrs}. Linux says who is prepared;
 * elsewhere the JDK has to know.
 */
final class Processes {
  private static final long SIGQUIT = 1L << (3 - 1);

  private final Path proc;

  Processes() {
    this(Paths.get("/proc"));
  }

  Processes(Path proc) {
    this.proc = proc;
  }

  /** Why that process must not be asked, in words that go on "process 17 ..."; null if it may. */
  @Nullable String objection(String pid) {
    if (!Files.exists(proc.resolve("self/maps"))) return null; // not Linux
    Path process = proc.resolve(pid);
    if (!Files.exists(process)) return "does not exist";
    try {
      if (!isJvm(process.resolve("maps"))) return "is not a Java virtual machine";
      if (!takesQuit(process.resolve("status"))) return "does not take questions (-Xrs, perhaps)";
      return null;
    } catch (IOException e) {
      return "belongs to somebody else: ask as its user";
    }
  }

  private static boolean isJvm(Path maps) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(maps, StandardCharsets.ISO_8859_1)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.contains("/libjvm") || line.contains("/libj9vm")) return true;
      }
    }
    return false;
  }

  private static boolean takesQuit(Path status) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(status, StandardCharsets.ISO_8859_1)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("SigCgt:")) continue;
        return (Long.parseUnsignedLong(line.substring(7).trim(), 16) & SIGQUIT) != 0;
      }
    } catch (NumberFormatException e) {
      throw new IOException(e);
    }
    return true;
  }
}
