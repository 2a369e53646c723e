// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import org.jspecify.annotations.Nullable;

/** Tells which handler of the application, if any, a thread's death is given to. */
final class UncaughtHandlers {
  private UncaughtHandlers() {}

  /**
   * The handler that a thread names is most often its group, which passes a throwable on to the
   * group above it, and the uppermost one to the default handler. Null when there is none, so that
   * the JDK writes to stderr; and when it cannot be told without calling foreign code.
   */
  static @Nullable Object behind(@Nullable Object handler) {
    if (handler == null || !isPlainGroup(handler)) return handler;
    // A security manager would be asked whether we may look at the groups.
    if (System.getSecurityManager() != null) return null;
    ThreadGroup group = (ThreadGroup) handler;
    while (isPlainGroup(group)) {
      ThreadGroup parent = group.getParent();
      if (parent == null) return Thread.getDefaultUncaughtExceptionHandler();
      group = parent;
    }
    return group;
  }

  private static boolean isPlainGroup(Object handler) {
    return handler.getClass() == ThreadGroup.class;
  }
}
