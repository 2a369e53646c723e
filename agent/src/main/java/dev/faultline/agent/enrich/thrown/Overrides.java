// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.thrown;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * Which questions a class of throwables answers by code of its own, and which of those it never
 * came back from. Does not refer to the class. For the shipper's thread alone.
 */
final class Overrides {
  static final Overrides NONE = new Overrides(0);
  private static final int ALL = (1 << Question.values().length) - 1;
  private static final ClassLoader PLATFORM = platform();

  private final int foreign;
  private int hung;

  private Overrides(int foreign) {
    this.foreign = foreign;
  }

  /** Whether all its code is the JDK's, as can be told by looking at its loader. */
  static boolean isJdk(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    return loader == null || loader == PLATFORM;
  }

  /**
   * Looks at the methods. The JVM resolves what their signatures name, by the class's own loader:
   * so this may throw what that throws.
   */
  static Overrides of(Class<?> type) {
    int foreign = 0;
    for (Question each : Question.values()) {
      Method method = find(type, each.method);
      if (method == null || isTrusted(method)) continue;
      // Whoever is in there has the monitor that the JDK's own methods wait for.
      if (Modifier.isSynchronized(method.getModifiers())) return new Overrides(ALL);
      foreign |= each.bit();
    }
    return foreign == 0 ? NONE : new Overrides(foreign);
  }

  /**
   * Known libraries say what they have; half of all exceptions of databases are of such a class.
   * Those that lock are not trusted, whoever wrote them.
   */
  private static boolean isTrusted(Method method) {
    Class<?> type = method.getDeclaringClass();
    if (isJdk(type)) return true;
    return InApp.isLibrary(type.getName()) && !Modifier.isSynchronized(method.getModifiers());
  }

  /** Of a class that could not be looked at. */
  static Overrides unknown() {
    return new Overrides(ALL);
  }

  boolean has(Question question) {
    return (foreign & question.bit()) != 0;
  }

  /** Remembers that it was asked that, and has not answered. */
  void hangsAt(Question question) {
    hung |= question.bit();
  }

  boolean isHungAt(Question question) {
    return (hung & question.bit()) != 0;
  }

  private static @Nullable Method find(Class<?> type, String name) {
    try {
      return type.getMethod(name);
    } catch (NoSuchMethodException e) {
      return null; // no SQLException
    }
  }

  /** The loader of the JDK's modules that are not the boot loader's; on Java 8, of extensions. */
  private static ClassLoader platform() {
    ClassLoader loader = ClassLoader.getSystemClassLoader();
    while (loader.getParent() != null) loader = loader.getParent();
    return loader;
  }
}
