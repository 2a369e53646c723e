// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import org.jspecify.annotations.Nullable;

/**
 * Tasks that servers, pools, drivers and the JDK hand in for their own ends, such as to read the
 * next request from a connection. They may be handed in by a thread that serves a request, and are
 * none of its work. A driver is loaded by whoever names {@code DriverManager} first: on Java 8 that
 * is the first {@code SQLException}, so it is not always inside a call of JDBC.
 */
final class IgnoredTasks {
  private static final String[] PREFIXES = {
    "java.lang.Process", // the reaper of child processes
    "java.lang.UNIXProcess", // the same, on Java 8
    "org.apache.tomcat.util.net.",
    "org.eclipse.jetty.io.",
    "org.eclipse.jetty.util.",
    "org.xnio.",
    "io.undertow.protocols.",
    "io.netty.",
    "com.zaxxer.hikari.",
    "com.mchange.v2.",
    "com.mysql.",
    "org.mariadb.",
    "oracle.jdbc."
  };

  private IgnoredTasks() {}

  static boolean isIgnored(@Nullable Object task) {
    if (task == null) return false;
    String name = task.getClass().getName();
    for (String prefix : PREFIXES) {
      if (name.startsWith(prefix)) return true;
    }
    return false;
  }
}
