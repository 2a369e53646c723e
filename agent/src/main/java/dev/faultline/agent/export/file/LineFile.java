// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends whole lines, whoever else appends to the same file. It is opened each time: whoever
 * renames, replaces or deletes it meanwhile, be it another process of ours or a log rotator, is
 * followed.
 *
 * <p>Accepted: a system that crashes may lose what it had not written to the disk yet.
 */
final class LineFile {
  private static final Logger LOG = LoggerFactory.getLogger(LineFile.class);

  private final Path file;
  private final Rotation rotation;
  private final long patienceNanos;
  private boolean toldOfLock;
  private boolean toldOfRotation;

  /**
   * @param patienceNanos how long to wait for other processes
   */
  LineFile(Path file, long maxBytes, int maxFiles, long patienceNanos) {
    this.file = file;
    this.rotation = new Rotation(file, maxBytes, maxFiles);
    this.patienceNanos = patienceNanos;
  }

  /**
   * Appends all of it, or nothing; what is larger than a file may be, file by file.
   *
   * @param lines each with its end
   */
  void append(byte[] lines) throws IOException, InterruptedException {
    if (Files.exists(file) && !Files.isRegularFile(file)) { // /dev/stdout, or a pipe
      write(ByteBuffer.wrap(lines), false);
      return;
    }
    Path folder = file.getParent();
    if (folder != null && !Files.exists(folder)) Files.createDirectories(folder);
    try (Closeable turn = turn()) {
      ByteBuffer left = ByteBuffer.wrap(lines);
      while (left.hasRemaining()) {
        if (rotation.isDue(left.remaining())) rotate();
        write(rotation.first(left), turn != null);
      }
    }
  }

  private @Nullable Closeable turn() throws IOException, InterruptedException {
    try {
      return Turn.await(file, patienceNanos);
    } catch (Turn.Taken e) {
      throw e;
    } catch (IOException e) { // some file systems have no locks, and some folders take no file
      if (!toldOfLock) {
        LOG.warn("{} cannot be locked; one process alone should write to it: {}", file, e);
      }
      toldOfLock = true;
      return null;
    }
  }

  private void rotate() {
    try {
      rotation.rotate();
    } catch (IOException e) {
      if (!toldOfRotation) LOG.warn("{} is full, and grows on: it cannot be renamed: {}", file, e);
      toldOfRotation = true;
    }
  }

  /**
   * @param alone whether nobody else writes meanwhile
   */
  private void write(ByteBuffer lines, boolean alone) throws IOException {
    try (FileChannel channel = PrivateFile.append(file)) {
      long before = channel.size();
      try {
        if (before > 0 && isTorn(before)) write(channel, ByteBuffer.wrap(new byte[] {'\n'}));
        write(channel, lines);
      } catch (IOException e) {
        if (alone) channel.truncate(before); // a half would be told twice
        throw e;
      }
    }
  }

  private static void write(FileChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) channel.write(buffer);
  }

  /** Whether a process has died in the middle of the last line. */
  private boolean isTorn(long size) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer last = ByteBuffer.allocate(1);
      return channel.read(last, size - 1) == 1 && last.get(0) != '\n';
    }
  }
}
