// SPDX-License-Identifier: Apache-2.0
package dev.faultline.launcher;

import java.lang.ref.Reference;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Looks into the thread-locals of every live thread for a recording that was not ended. A thread
 * may be at work while it is looked at, so one that is seen at rest once is fine; one that is never
 * seen at rest is not. Needs {@code --add-opens java.base/java.lang=ALL-UNNAMED} on Java 9 and
 * newer. Virtual threads are not seen.
 */
final class Leaks {
  private static final String CURRENT_TRACE = "dev.faultline.bootstrap.trace.CurrentTrace";
  private static final long PAUSE_NANOS = 10_000_000;

  private Leaks() {}

  /** One line for each thread that has not been at rest within that time. */
  static List<String> find(long millis) {
    long end = System.nanoTime() + millis * 1_000_000;
    List<Thread> suspects = threads();
    List<String> leaks = leaks(suspects);
    while (!leaks.isEmpty() && System.nanoTime() < end) {
      LockSupport.parkNanos(PAUSE_NANOS);
      leaks = leaks(suspects);
    }
    return leaks;
  }

  /** Tells what is wrong with the suspects, and drops those with whom nothing is. */
  private static List<String> leaks(List<Thread> suspects) {
    List<String> leaks = new ArrayList<>();
    for (Thread suspect : new ArrayList<>(suspects)) {
      String leak = leak(suspect);
      if (leak == null) {
        suspects.remove(suspect);
      } else {
        leaks.add(suspect.getName() + ": " + leak);
      }
    }
    return leaks;
  }

  private static List<Thread> threads() {
    List<Thread> threads = new ArrayList<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (!thread.getName().startsWith("faultline-")) threads.add(thread);
    }
    return threads;
  }

  private static @Nullable String leak(Thread thread) {
    try {
      Object map = field(Thread.class, "threadLocals").get(thread);
      if (map == null) return null;
      Object table = field(map.getClass(), "table").get(map);
      for (int i = 0; i < Array.getLength(table); i++) {
        String leak = leak((Reference<?>) Array.get(table, i));
        if (leak != null) return leak;
      }
      return null;
    } catch (ReflectiveOperationException e) {
      return "cannot be looked into: " + e;
    }
  }

  private static @Nullable String leak(@Nullable Reference<?> entry)
      throws ReflectiveOperationException {
    if (entry == null) return null;
    Object value = field(entry.getClass(), "value").get(entry);
    if (value == null || !value.getClass().getName().equals(CURRENT_TRACE)) return null;
    if (field(value.getClass(), "part").get(value) != null) return "still works for a trace";
    if (field(value.getClass(), "inHook").getBoolean(value)) return "still inside a hook";
    return null;
  }

  private static Field field(Class<?> type, String name) throws ReflectiveOperationException {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }
}
