// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

/** Throwables that lead to themselves, or to thousands of others. */
final class HostileSizes {
  private static final int MANY = 10_000;

  private HostileSizes() {}

  static RuntimeException cycle(String name) {
    RuntimeException a = new RuntimeException(name);
    RuntimeException b = new RuntimeException("cause", a);
    a.initCause(b);
    return a;
  }

  static RuntimeException suppressedCycle(String name) {
    RuntimeException a = new RuntimeException(name);
    RuntimeException b = new RuntimeException("suppressed");
    a.addSuppressed(b);
    b.addSuppressed(a);
    return a;
  }

  static RuntimeException manySuppressed(String name) {
    RuntimeException all = new RuntimeException(name);
    for (int i = 0; i < MANY; i++) all.addSuppressed(new RuntimeException("suppressed " + i));
    return all;
  }

  static RuntimeException manyCauses(String name) {
    RuntimeException chain = new IllegalStateException("the root");
    for (int i = 0; i < MANY; i++) chain = new RuntimeException(name, chain);
    return chain;
  }

  static RuntimeException manyFrames(String name) {
    RuntimeException deep = new RuntimeException(name);
    StackTraceElement[] frames = new StackTraceElement[MANY];
    for (int i = 0; i < MANY; i++) frames[i] = new StackTraceElement("Deep", "m" + i, "Deep", i);
    deep.setStackTrace(frames);
    return deep;
  }

  static RuntimeException longMessage(String name) {
    StringBuilder text = new StringBuilder(name);
    while (text.length() < 1 << 20) text.append(" and so on");
    return new RuntimeException(text.toString());
  }
}
