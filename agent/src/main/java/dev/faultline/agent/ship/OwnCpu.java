// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What Faultline's own threads cost, as Linux counts it in {@code /proc} (proc(5)): the JVM gives
 * its threads' names to the system. The management beans would know it anywhere, but to load them
 * costs an application that has no use for them more than what is measured here.
 *
 * <p>For any thread.
 */
final class OwnCpu {
  /** Names are cut at 15 characters there. */
  private static final String NAME = "faultline-";

  /** Linux tells user space of ticks of 10 ms, whatever its own are. */
  private static final long TICK_MILLIS = 10;

  /** Of the fields behind the name, which ends with the last bracket. */
  private static final int USER_TICKS = 11;

  private final Path tasks;
  private final Map<String, Long> ticks = new HashMap<>();
  private final Set<String> others = new HashSet<>();

  /** Of those whose number another thread has by now. */
  private long endedTicks;

  OwnCpu() {
    this(Paths.get("/proc/self/task"));
  }

  OwnCpu(Path tasks) {
    this.tasks = tasks;
  }

  /** Of all of them since the JVM was started, those that have ended too; -1 where not known. */
  synchronized long millis() {
    Set<String> alive = new HashSet<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(tasks)) {
      for (Path each : all) {
        String id = String.valueOf(each.getFileName());
        alive.add(id);
        if (!others.contains(id)) look(id, each);
      }
    } catch (IOException | DirectoryIteratorException | SecurityException e) {
      return -1;
    }
    others.retainAll(alive);
    long sum = endedTicks;
    for (long each : ticks.values()) sum += each;
    return sum * TICK_MILLIS;
  }

  private void look(String id, Path task) {
    try {
      if (!text(task.resolve("comm")).startsWith(NAME)) {
        others.add(id);
        Long before = ticks.remove(id);
        if (before != null) endedTicks += before;
        return;
      }
      String stat = text(task.resolve("stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", USER_TICKS + 3);
      long now = Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[USER_TICKS + 1]);
      Long before = ticks.put(id, now);
      if (before != null && before > now) endedTicks += before;
    } catch (IOException | RuntimeException e) {
      // It has ended just now.
    }
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
  }
}
