// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Of several processes with the same file, the one whose turn it is. A lock on an empty file beside
 * it: the file itself is another one after each renaming. The system ends a turn when its process
 * ends, however it ends.
 */
final class Turn implements Closeable {
  private static final long PAUSE_MILLIS = 5;

  private final FileChannel channel;

  private Turn(FileChannel channel) {
    this.channel = channel;
  }

  /** Hidden, so that what follows {@code name*} does not follow it. */
  static Path lockFile(Path file) {
    return file.resolveSibling("." + file.getFileName() + ".lock");
  }

  /**
   * Waits for its turn; to close what is returned ends it.
   *
   * @throws Taken when others had it all the time
   * @throws IOException when files cannot be locked there
   */
  static Turn await(Path file, long patienceNanos) throws IOException, InterruptedException {
    FileChannel channel = PrivateFile.append(lockFile(file));
    try {
      long start = System.nanoTime();
      while (!tryLock(channel)) {
        if (System.nanoTime() - start > patienceNanos) throw new Taken();
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
      return new Turn(channel);
    } catch (IOException | InterruptedException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null; // closing the channel releases it
    } catch (OverlappingFileLockException e) {
      return false; // another one in this JVM has it
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** It is another's turn. */
  static final class Taken extends IOException {
    private static final long serialVersionUID = 1;

    Taken() {
      super("another process has it locked");
    }
  }
}
