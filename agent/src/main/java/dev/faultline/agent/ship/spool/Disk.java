// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship.spool;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What is asked of the disk that files are written to. Tests ask one that is full. */
class Disk {
  /** What {@link #spare} means when there is none. */
  static final String NEARLY_FULL =
      "the disk is nearly full, and 5 % of it are left to others (16 MB at least, 1 GB at most)";

  private static final long MB = 1 << 20;

  private @Nullable FileStore store;

  /**
   * Bytes that may be written before the disk is as good as full, for anybody: below 0 when it is.
   */
  long spare(Path folder) {
    try {
      FileStore store = this.store;
      if (store == null) this.store = store = Files.getFileStore(folder);
      long total = store.getTotalSpace();
      long usable = store.getUsableSpace();
      // some file systems do not know, and some are too large for the JDK's numbers
      return total <= 0 || usable < 0 ? Long.MAX_VALUE : usable - reserve(total);
    } catch (IOException e) {
      return Long.MAX_VALUE; // then it is told when writing fails
    }
  }

  /** What is left free on a disk of this size: 5 %, but 16 MB at least and 1 GB at most. */
  static long reserve(long total) {
    return Math.max(16 * MB, Math.min(1024 * MB, total / 20));
  }

  /** Makes a file that only the owner may read, and opens it. */
  OutputStream create(Path path) throws IOException {
    Files.createFile(path, Access.ofFile(path));
    return new FileOutputStream(path.toFile());
  }
}
