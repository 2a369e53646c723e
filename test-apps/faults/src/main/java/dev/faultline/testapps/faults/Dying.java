// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

/** A row in which a thread dies, one that is named like it. */
final class Dying {
  private Dying() {}

  /** What a thread dies of. */
  interface Body {
    void run(String name) throws Throwable;
  }

  static Row of(Body body) {
    return (name, out) -> {
      Thread thread = new Thread(() -> run(body, name), name);
      thread.start();
      thread.join();
    };
  }

  private static void run(Body body, String name) {
    try {
      body.run(name);
    } catch (Throwable t) {
      Dying.<RuntimeException>sneak(t);
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable> void sneak(Throwable thrown) throws T {
    throw (T) thrown;
  }

  static void fail(String message) {
    throw new IllegalStateException(message);
  }

  static Object failing(String name) {
    throw new IllegalStateException(name);
  }
}
