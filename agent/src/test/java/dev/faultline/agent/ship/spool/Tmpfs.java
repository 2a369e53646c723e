// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A real file system of a given size, which can be full or read-only. Only root can have one. */
final class Tmpfs implements AutoCloseable {
  final Path path;

  private Tmpfs(Path path) {
    this.path = path;
  }

  /** Mounts one, or has the test skipped with the reason. */
  static Tmpfs mount(Path path, String size) throws IOException, InterruptedException {
    String failure;
    try {
      failure = run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", path.toString());
    } catch (IOException e) {
      failure = e.getMessage();
    }
    assumeTrue(failure.isEmpty(), "no file system can be mounted here: " + failure);
    return new Tmpfs(path);
  }

  /**
   * Makes it read-only for whoever opens a file from now on: that it is so for files that are open
   * already is something that only the kernel does, to a disk with an error.
   */
  void readOnly() throws IOException, InterruptedException {
    assertThat(run("mount", "--bind", path.toString(), path.toString())).isEmpty();
    assertThat(run("mount", "-o", "remount,bind,ro", path.toString())).isEmpty();
  }

  void writable() throws IOException, InterruptedException {
    assertThat(run("umount", path.toString())).isEmpty();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    assertThat(run("umount", "--recursive", path.toString())).isEmpty();
  }

  /** What it says when it fails. */
  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() == 0 ? "" : "exit " + process.exitValue() + ", " + output.strip();
  }
}
