// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.scale;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.ref.WeakReference;
import java.util.List;

/** What is left in the JVM when all that can be collected is. */
final class Left {
  /** Collections that must not change anything any more. */
  private static final int SETTLED = 3;

  /** Between them: Faultline looks for what is gone five times a second. */
  private static final int PAUSE_MILLIS = 600;

  private Left() {}

  /** Prints it, as numbers of bytes and of classes. */
  static void say(String when) throws InterruptedException {
    long used = Long.MAX_VALUE;
    int classes = Integer.MAX_VALUE;
    for (int same = 0; same < SETTLED; ) {
      Thread.sleep(PAUSE_MILLIS);
      collect();
      long usedNow = heap();
      int classesNow = ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
      same = usedNow < used - 50_000 || classesNow < classes ? 0 : same + 1;
      used = Math.min(used, usedNow);
      classes = Math.min(classes, classesNow);
    }
    System.out.println(
        when + ": heap " + used + " metaspace " + metaspace() + " classes " + classes);
  }

  /** Returns when none of that is referred to any more. */
  static void awaitGone(List<WeakReference<?>> references) {
    for (WeakReference<?> each : references) {
      while (each.get() != null) collect();
    }
  }

  /** Returns when the collector has been by, and has told. */
  private static void collect() {
    WeakReference<Object> gone = new WeakReference<>(new Object());
    while (gone.get() != null) {
      System.gc();
      System.runFinalization();
    }
  }

  private static long heap() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static long metaspace() {
    for (MemoryPoolMXBean each : ManagementFactory.getMemoryPoolMXBeans()) {
      if (each.getName().equals("Metaspace")) return each.getUsage().getUsed();
    }
    throw new IllegalStateException("no metaspace");
  }
}
