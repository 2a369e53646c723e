// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

import java.util.concurrent.CountDownLatch;

/** Throwables whose messages never come. */
final class HostileHangs {
  private HostileHangs() {}

  /** Never returns from its message, and has its monitor all the time. */
  static final class Locking extends RuntimeException {
    private static final long serialVersionUID = 1;
    final transient CountDownLatch entered = new CountDownLatch(1);

    Locking(String name) {
      super(name);
    }

    @Override
    public synchronized String getMessage() {
      entered.countDown();
      return hang();
    }
  }

  static final class Hanging extends RuntimeException {
    private static final long serialVersionUID = 1;

    Hanging(String name) {
      super(new IllegalStateException(name));
    }

    @Override
    public String getMessage() {
      return hang();
    }
  }

  private static String hang() {
    CountDownLatch never = new CountDownLatch(1);
    for (; ; ) {
      try {
        never.await();
      } catch (InterruptedException e) {
        // not even then
      }
    }
  }
}
