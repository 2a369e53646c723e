// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import java.util.HashMap;
import java.util.Map;

/**
 * Which roots stand above the types that every application has: those of the JDK, which are never
 * read, and those of the servlet API, which often cannot be (they lie in a loader that the
 * container hides) and are above much.
 */
final class KnownTypes {
  /** A type, then what it extends or implements. */
  private static final String[][] JDK = {
    {"java/sql/PreparedStatement", "java/sql/Statement"},
    {"java/sql/CallableStatement", "java/sql/PreparedStatement"},
    {"javax/sql/RowSet", "java/sql/ResultSet"},
    {"java/security/SecureClassLoader", "java/lang/ClassLoader"},
    {"java/net/URLClassLoader", "java/security/SecureClassLoader"},
    {"java/util/concurrent/ForkJoinWorkerThread", "java/lang/Thread"},
    {"java/util/concurrent/ExecutorService", "java/util/concurrent/Executor"},
    {"java/util/concurrent/ScheduledExecutorService", "java/util/concurrent/ExecutorService"},
    {"java/util/concurrent/AbstractExecutorService", "java/util/concurrent/ExecutorService"},
    {"java/util/concurrent/ThreadPoolExecutor", "java/util/concurrent/AbstractExecutorService"},
    {"java/util/concurrent/ForkJoinPool", "java/util/concurrent/AbstractExecutorService"},
    {
      "java/util/concurrent/ScheduledThreadPoolExecutor",
      "java/util/concurrent/ThreadPoolExecutor",
      "java/util/concurrent/ScheduledExecutorService"
    },
  };

  /** The same below {@code javax/servlet/} and {@code jakarta/servlet/}. */
  private static final String[][] SERVLET = {
    {"GenericServlet", "Servlet"},
    {"http/HttpServlet", "GenericServlet"},
    {"jsp/JspPage", "Servlet"},
    {"jsp/HttpJspPage", "jsp/JspPage"},
    {"GenericFilter", "Filter"},
    {"http/HttpFilter", "GenericFilter"},
    {"ServletRequestWrapper", "ServletRequest"},
    {"http/HttpServletRequest", "ServletRequest"},
    {"http/HttpServletRequestWrapper", "ServletRequestWrapper", "http/HttpServletRequest"},
    {"ServletResponseWrapper", "ServletResponse"},
    {"http/HttpServletResponse", "ServletResponse"},
    {"http/HttpServletResponseWrapper", "ServletResponseWrapper", "http/HttpServletResponse"},
  };

  private final Map<String, Long> masks = new HashMap<>();

  /** Takes root names with slashes; the n-th has bit n. */
  KnownTypes(Iterable<String> roots) {
    long bit = 1;
    for (String root : roots) {
      masks.put(root, bit);
      bit <<= 1;
    }
    for (String[] type : JDK) add(type, "");
    for (String[] type : SERVLET) add(type, "javax/servlet/");
    for (String[] type : SERVLET) add(type, "jakarta/servlet/");
  }

  private void add(String[] type, String prefix) {
    long mask = masks.getOrDefault(prefix + type[0], 0L);
    for (int i = 1; i < type.length; i++) mask |= masks.getOrDefault(prefix + type[i], 0L);
    masks.put(prefix + type[0], mask);
  }

  /** The mask, or {@link LoaderFacts#UNKNOWN} for a type that has to be looked at. */
  long find(String name) {
    Long mask = masks.get(name);
    if (mask != null) return mask;
    return name.startsWith("java/") ? 0 : LoaderFacts.UNKNOWN;
  }
}
