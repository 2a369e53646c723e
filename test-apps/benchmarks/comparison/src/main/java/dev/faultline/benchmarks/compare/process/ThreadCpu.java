// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * CPU of a process by kind of thread, in nanoseconds, from /proc/PID/task/TID/schedstat: the
 * process's own account counts in hundredths of a second, too coarse for what is measured here.
 * What a thread uses between the last {@link #sample} and its end is missed.
 */
public final class ThreadCpu {
  /** What a thread is there for, by its name; the kernel keeps 15 characters of it. */
  public enum Kind {
    /** The application's own, that serve requests and run their tasks. */
    REQUEST,
    /** The JIT compiler's: theirs is what is left of the warm-up. */
    JIT,
    /** The garbage collector's, and the VM's own, which stop the application for it. */
    GC,
    /** All others: those of agents, of Tomcat's connector, of the pool. */
    OTHER;

    static Kind of(String name) {
      if (name.startsWith("req-") || name.startsWith("task-")) return REQUEST;
      if (name.startsWith("C1 Comp") || name.startsWith("C2 Comp")) return JIT;
      if (name.startsWith("Sweeper")) return JIT; // of what it has compiled
      if (name.startsWith("GC Thread") || name.startsWith("G1 ") || name.startsWith("VM "))
        return GC;
      return OTHER;
    }
  }

  private record Usage(Kind kind, long nanos) {}

  private final Path tasks;
  private final Map<String, Usage> byThread = new HashMap<>();

  public ThreadCpu(long pid) {
    tasks = Path.of("/proc/" + pid + "/task");
  }

  /** What each kind has used up to some moment, in nanoseconds. */
  public static final class Sample {
    private final long[] nanos = new long[Kind.values().length];

    public long nanos(Kind kind) {
      return nanos[kind.ordinal()];
    }
  }

  public Sample sample() throws IOException {
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
      for (Path thread : threads) read(thread);
    }
    Sample sample = new Sample();
    for (Usage usage : byThread.values()) sample.nanos[usage.kind.ordinal()] += usage.nanos;
    return sample;
  }

  private void read(Path thread) {
    try {
      String usage = Files.readString(thread.resolve("schedstat"));
      Kind kind = Kind.of(Files.readString(thread.resolve("comm")).trim());
      long nanos = Long.parseLong(usage.substring(0, usage.indexOf(' ')));
      byThread.put(thread.toString(), new Usage(kind, nanos));
    } catch (IOException e) {
      // has ended since it was listed
    }
  }
}
