// SPDX-License-Identifier: Apache-2.0
package dev.faultline.exporters.torture;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A real file system that is soon full. Only root can have one; others have the test skipped. */
final class SmallDisk implements AutoCloseable {
  final Path path;

  private SmallDisk(Path path) {
    this.path = path;
  }

  /**
   * @param size as mount takes it: {@code 20m}
   */
  static SmallDisk mount(Path path, String size) throws InterruptedException {
    String failure = run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", path.toString());
    if (!failure.isEmpty())
      System.out.println("Skipped, no file system can be mounted: " + failure);
    assumeTrue(failure.isEmpty(), failure);
    return new SmallDisk(path);
  }

  @Override
  public void close() throws InterruptedException {
    String failure = run("umount", path.toString());
    if (!failure.isEmpty()) throw new AssertionError(failure);
  }

  /** What it says when it fails. */
  private static String run(String... command) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? "" : "exit " + process.exitValue() + ", " + output.strip();
    } catch (IOException e) {
      return e.getMessage();
    }
  }
}
