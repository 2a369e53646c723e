// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Linux tells of a process, see proc(5). */
public final class Proc {
  /** USER_HZ, in which the kernel tells times, is 100 on every platform that Java runs on. */
  private static final double TICKS_A_SECOND = 100;

  private Proc() {}

  /** CPU that the process has used so far, user and system. */
  public static double cpuSeconds(long pid) throws IOException {
    String[] fields = stat("/proc/" + pid + "/stat");
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_A_SECOND;
  }

  /** CPU that the children of this process have used that have ended. */
  public static double endedChildrenCpuSeconds() throws IOException {
    String[] fields = stat("/proc/self/stat");
    return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / TICKS_A_SECOND;
  }

  /** A number of /proc/PID/status: {@code VmRSS} in KiB, {@code Threads}. */
  public static long status(long pid, String name) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
      if (line.startsWith(name + ":")) return Long.parseLong(line.replaceAll("[^0-9]", ""));
    }
    throw new IOException("/proc/" + pid + "/status has no " + name);
  }

  /** The fields after the name, which may have blanks in it; utime is the 12th of them. */
  private static String[] stat(String file) throws IOException {
    String line = Files.readString(Path.of(file));
    return line.substring(line.lastIndexOf(')') + 2).split(" ");
  }
}
