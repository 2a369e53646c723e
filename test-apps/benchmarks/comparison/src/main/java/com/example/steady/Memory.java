// SPDX-License-Identifier: Apache-2.0
package com.example.steady;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;

/** What the JVM has in use, in bytes, once what can be collected is. */
final class Memory {
  private Memory() {}

  static String afterCollection() {
    // Twice: what the first one finds finalizable or weakly held goes with the second.
    System.gc();
    System.gc();
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    return "heap="
        + heap
        + " metaspace="
        + pools("Metaspace")
        + " code="
        + pools("Code")
        + " threads="
        + ManagementFactory.getThreadMXBean().getThreadCount()
        + " classes="
        + ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
  }

  /** "Metaspace" has the compressed class space in it; "Code" are the heaps of compiled code. */
  private static long pools(String prefix) {
    long used = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getName().startsWith(prefix)) used += pool.getUsage().getUsed();
    }
    return used;
  }
}
