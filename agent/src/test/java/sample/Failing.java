// SPDX-License-Identifier: Apache-2.0
package sample;

/** Woven in tests: methods of all kinds that may throw. */
public class Failing implements MayFail {
  @Override
  public double sum(int a, long b, double c, int[] rest, RuntimeException failure) {
    double sum = a + b + c;
    for (int each : rest) sum += each;
    if (failure != null) throw failure;
    return sum;
  }

  @Override
  public int reused(String text) {
    Object other = text;
    text = String.valueOf(text.length());
    return other == null ? 0 : text.length();
  }

  @Override
  public String locked() {
    synchronized (this) {
      return "unlocked";
    }
  }

  @Override
  public synchronized void fail(boolean locked) {
    if (!locked) throw new IllegalStateException("plain");
    synchronized (this) {
      throw new IllegalStateException("locked");
    }
  }

  @Override
  public String handled() {
    try {
      throw new IllegalStateException("inner");
    } catch (IllegalStateException e) {
      return "handled";
    }
  }

  @Override
  public void nothing() {}

  public static String connect(String url) {
    throw new IllegalStateException("no " + url);
  }
}
