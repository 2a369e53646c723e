// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.file;

import java.io.IOException;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/**
 * Renames a file that is full: it becomes {@code .1}, that becomes {@code .2}, the last one is
 * deleted. Renamed, not copied, so that who follows it by its inode loses nothing.
 */
final class Rotation {
  private final Path file;
  private final long maxBytes;
  private final int maxFiles;

  /**
   * @param maxFiles at least 1, the file itself included
   */
  Rotation(Path file, long maxBytes, int maxFiles) {
    this.file = file;
    this.maxBytes = maxBytes;
    this.maxFiles = maxFiles;
  }

  /** Whether it would become too large. An empty one never does. */
  boolean isDue(int bytesToCome) throws IOException {
    long size = Files.exists(file) ? Files.size(file) : 0;
    return size > 0 && size + bytesToCome > maxBytes;
  }

  /**
   * Takes as many whole lines off as a file may have, and one at least.
   *
   * @param lines each with its end; begins behind what is taken afterwards
   */
  ByteBuffer first(ByteBuffer lines) {
    ByteBuffer first = lines.duplicate();
    if (lines.remaining() > maxBytes) ((Buffer) first).limit(endOfLine(lines));
    ((Buffer) lines).position(first.limit());
    return first;
  }

  private int endOfLine(ByteBuffer lines) {
    int end = lines.position() + (int) maxBytes;
    while (end > lines.position() && lines.get(end - 1) != '\n') end--;
    if (end > lines.position()) return end;
    do end++;
    while (end < lines.limit() && lines.get(end - 1) != '\n');
    return end;
  }

  /** Leaves an empty file, which whoever could read the full one can read. */
  void rotate() throws IOException {
    Set<PosixFilePermission> permissions = PrivateFile.permissions(file);
    Files.deleteIfExists(numbered(maxFiles - 1));
    for (int i = maxFiles - 1; i > 0; i--) {
      Path from = numbered(i - 1);
      if (Files.exists(from)) Files.move(from, numbered(i));
    }
    PrivateFile.make(file, permissions);
  }

  /** 0 is the file itself. */
  private Path numbered(int number) {
    return number == 0 ? file : file.resolveSibling(file.getFileName() + "." + number);
  }
}
