// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

/** Virtual threads, for programs that are compiled for Java 8. */
final class Virtual {
  private Virtual() {}

  static boolean isThere() {
    try {
      Thread.class.getMethod("startVirtualThread", Runnable.class);
      return !"19".equals(System.getProperty("java.specification.version"));
    } catch (NoSuchMethodException e) {
      return false;
    }
  }

  static Thread start(Runnable task) {
    try {
      Object thread =
          Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
      return (Thread) thread;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
