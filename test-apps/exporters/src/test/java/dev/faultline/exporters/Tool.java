// SPDX-License-Identifier: Apache-2.0
package dev.faultline.exporters;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Programs that a test needs and a machine may not have: then it is skipped, and says why. */
final class Tool {
  private Tool() {}

  /** Skips the test where that cannot be run. */
  static void require(String... command) {
    String reason = "skipped: cannot run " + String.join(" ", command) + "; .ci/run installs it";
    boolean found = isThere(command);
    if (!found) System.out.println(reason);
    assumeTrue(found, reason);
  }

  /** What it prints, on both streams, when given that on stdin; throws when it fails. */
  static String run(String input, String... command) throws IOException, InterruptedException {
    Path in = Files.createTempFile("tool-", ".in");
    Path out = Files.createTempFile("tool-", ".out");
    try {
      Files.writeString(in, input);
      Process process =
          new ProcessBuilder(command)
              .redirectInput(in.toFile())
              .redirectErrorStream(true)
              .redirectOutput(out.toFile())
              .start();
      int code = process.waitFor();
      String said = Files.readString(out, StandardCharsets.UTF_8);
      if (code != 0) throw new AssertionError(List.of(command) + " gave " + code + ":\n" + said);
      return said;
    } finally {
      Files.delete(in);
      Files.delete(out);
    }
  }

  private static boolean isThere(String... command) {
    try {
      run("", command);
      return true;
    } catch (IOException | AssertionError e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
