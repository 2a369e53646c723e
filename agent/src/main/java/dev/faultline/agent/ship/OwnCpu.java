// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
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
import java.util.concurrent.TimeUnit;

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

  private static final int MAX_BYTES = 1024;

  private final Path tasks;
  private final Map<String, Long> nanos = new HashMap<>();
  private final Set<String> others = new HashSet<>();

  /** Of those whose number another thread has by now. */
  private long endedNanos;

  OwnCpu() {
    this(Paths.get("/proc/self/task"));
  }

  OwnCpu(Path tasks) {
    this.tasks = tasks;
  }

  /** As {@link #nanos}, in milliseconds. */
  long millis() {
    long nanos = nanos();
    return nanos < 0 ? -1 : TimeUnit.NANOSECONDS.toMillis(nanos);
  }

  /** Of all of them since the JVM was started, those that have ended too; -1 where not known. */
  synchronized long nanos() {
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
    long sum = endedNanos;
    for (long each : nanos.values()) sum += each;
    return sum;
  }

  private void look(String id, Path task) {
    try {
      if (!text(task.resolve("comm")).startsWith(NAME)) {
        others.add(id);
        Long before = nanos.remove(id);
        if (before != null) endedNanos += before;
        return;
      }
      long now = nanos(task);
      Long before = nanos.put(id, now);
      if (before != null && before > now) endedNanos += before;
    } catch (IOException | RuntimeException e) {
      // It has ended just now.
    }
  }

  private static long nanos(Path task) throws IOException {
    try { // the first number is what it has run, exactly
      String exact = text(task.resolve("schedstat"));
      return Long.parseLong(exact.substring(0, exact.indexOf(' ')));
    } catch (IOException | RuntimeException e) {
      return inTicks(text(task.resolve("stat"))); // not every kernel has it
    }
  }

  /** What a {@code stat} file says: user and system, in nanoseconds. */
  static long inTicks(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", USER_TICKS + 3);
    long ticks = Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[USER_TICKS + 1]);
    return TimeUnit.MILLISECONDS.toNanos(ticks * TICK_MILLIS);
  }

  /** As much as such a file has, or more; read whole, one would get 8 KB for each. */
  static String text(Path file) throws IOException {
    byte[] text = new byte[MAX_BYTES];
    int length = 0;
    try (InputStream in = new FileInputStream(file.toFile())) {
      for (int n = 0; n >= 0 && length < MAX_BYTES; length += Math.max(0, n)) {
        n = in.read(text, length, MAX_BYTES - length);
      }
    }
    return new String(text, 0, length, StandardCharsets.ISO_8859_1);
  }
}
