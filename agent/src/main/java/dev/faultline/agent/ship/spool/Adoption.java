// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship.spool;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Moves the files of a folder whose process has ended into the folder of this one. At any moment, a
 * file is in one folder, and each folder is held by one process: so however this ends, the file is
 * delivered by one.
 */
final class Adoption {
  private final Folder own;
  private final int limit;
  private final List<Spooled> adopted = new ArrayList<>();

  /**
   * @param limit most files that are adopted; what is beyond it is left for another time
   */
  Adoption(Folder own, int limit) {
    this.own = own;
    this.limit = limit;
  }

  /** What was adopted, oldest first. */
  List<Spooled> adopted() {
    Collections.sort(adopted);
    return adopted;
  }

  /** Takes over a folder, if it can be had. */
  void from(Path path) {
    if (adopted.size() >= limit) return;
    Folder folder = Folder.take(path);
    if (folder == null) return;
    try {
      for (Spooled each : files(folder.path)) {
        if (adopted.size() < limit) adopted.add(move(each, folder));
      }
    } catch (IOException | RuntimeException e) {
      // what is left in it is left for another time
    } finally {
      folder.leave();
    }
  }

  /** The files in a folder, oldest first; unfinished ones are deleted, others left alone. */
  private static List<Spooled> files(Path folder) throws IOException {
    List<Spooled> files = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path each : all) {
        if (!Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)) continue;
        String name = each.getFileName().toString();
        if (Spooled.isTemporary(name)) Files.deleteIfExists(each);
        Spooled file = Spooled.of(name, Files.exists(each) ? Files.size(each) : 0);
        if (file != null) files.add(file);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    Collections.sort(files);
    return files;
  }

  /** A move replaces what has the name already, so that must be a new one. */
  private Spooled move(Spooled file, Folder from) throws IOException {
    Spooled moved = own.unused(file);
    Files.move(from.file(file), own.file(moved), StandardCopyOption.ATOMIC_MOVE);
    return moved;
  }
}
