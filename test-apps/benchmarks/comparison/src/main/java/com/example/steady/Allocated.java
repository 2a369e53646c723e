// SPDX-License-Identifier: Apache-2.0
package com.example.steady;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

/**
 * Bytes that all threads have allocated so far, those of agents included, and this one left out.
 * What a thread allocates between the last question and its end is missed; the application's own do
 * not end.
 */
final class Allocated {
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final Map<Long, Long> byThread = new HashMap<>();

  long bytes() {
    long[] ids = threads.getAllThreadIds();
    long[] bytes = threads.getThreadAllocatedBytes(ids);
    long self = Thread.currentThread().getId();
    for (int i = 0; i < ids.length; i++) {
      if (ids[i] != self && bytes[i] > 0) byThread.put(ids[i], bytes[i]);
    }
    long sum = 0;
    for (long each : byThread.values()) sum += each;
    return sum;
  }
}
