// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.trace;

import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;

/** Trace and span ids after W3C Trace Context: random, never zero. */
public final class Ids {
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private Ids() {}

  /** A random number that is not 0. */
  static long random() {
    long id = next();
    return id != 0 ? id : 1;
  }

  private static long next() {
    try {
      return ThreadLocalRandom.current().nextLong();
    } catch (Throwable failure) {
      // Up to JDK 18 it asks the thread for its id, which is foreign code where that is overridden.
      return new SplittableRandom().nextLong();
    }
  }

  /** 32 lower-case hexadecimal digits. */
  public static String hex(long high, long low) {
    char[] text = new char[32];
    write(high, text, 0);
    write(low, text, 16);
    return new String(text);
  }

  /** 16 lower-case hexadecimal digits. */
  public static String hex(long id) {
    char[] text = new char[16];
    write(id, text, 0);
    return new String(text);
  }

  private static void write(long id, char[] text, int from) {
    for (int i = 15; i >= 0; i--) {
      text[from + i] = HEX[(int) id & 15];
      id >>>= 4;
    }
  }
}
