// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Files that are not wanted any more. One that cannot be deleted now (the disk is read-only, or a
 * virus scanner has it open) is remembered, since it would be delivered anew by a later process.
 * For any thread.
 */
final class Litter {
  private final Map<Path, Long> left = new HashMap<>();

  /**
   * Deletes a file.
   *
   * @param bytes what it takes of the disk
   * @return bytes freed
   */
  long delete(Path path, long bytes) {
    try {
      Files.deleteIfExists(path);
      return bytes;
    } catch (IOException | SecurityException e) {
      synchronized (left) {
        left.put(path, bytes);
      }
      return 0;
    }
  }

  /** Tries those again that could not be deleted; returns bytes freed. */
  long retry() {
    List<Map.Entry<Path, Long>> again;
    synchronized (left) {
      if (left.isEmpty()) return 0;
      again = new ArrayList<>(left.entrySet());
      left.clear();
    }
    long freed = 0;
    for (Map.Entry<Path, Long> each : again) freed += delete(each.getKey(), each.getValue());
    return freed;
  }
}
