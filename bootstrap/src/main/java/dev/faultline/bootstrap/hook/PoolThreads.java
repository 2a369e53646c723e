// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinWorkerThread;
import org.jspecify.annotations.Nullable;

/**
 * Threads that a pool, a server, a driver or the JDK starts for its own ends. One may be started by
 * a thread that serves a request, and is none of its work. Looks at classes only: it is asked where
 * a virtual thread is neither here nor there, and the carrier to run it has to be started.
 */
final class PoolThreads {
  /** Of threads, and of what they are made to run. */
  private static final String[] PREFIXES = {
    "java.util.concurrent.ThreadPoolExecutor$",
    "java.util.TimerThread",
    "java.lang.Process", // waits for a child process
    "java.lang.UNIXProcess",
    "jdk.",
    "sun.",
    "com.sun.",
    "org.apache.tomcat.",
    "org.apache.catalina.",
    "org.eclipse.jetty.",
    "org.xnio.",
    "org.jboss.threads.",
    "io.undertow.",
    "io.netty.",
    "com.zaxxer.hikari.",
    "com.mchange.v2.",
    "org.apache.commons.pool2.",
    "com.microsoft.sqlserver.",
    "com.mysql.",
    "org.apache.derby.",
    "org.h2.",
    "org.hsqldb.",
    "org.mariadb.",
    "org.postgresql.",
    "oracle.",
    "okhttp3.",
    "org.apache.http.",
    "org.quartz.",
    "kotlinx.coroutines."
  };

  private PoolThreads() {}

  static boolean isOne(Thread thread, @Nullable Object target) {
    if (thread instanceof ForkJoinWorkerThread || isNamed(thread)) return true;
    // A CompletableFuture without a pool: its task carries the trace already.
    if (target instanceof CompletableFuture.AsynchronousCompletionTask) return true;
    return target != null && isNamed(target);
  }

  private static boolean isNamed(Object object) {
    String name = object.getClass().getName();
    for (String prefix : PREFIXES) {
      if (name.startsWith(prefix)) return true;
    }
    return false;
  }
}
