// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.otlp;

import java.io.IOException;

/**
 * How much a tree may grow: counts its values, and leases the memory that each takes. The figures
 * are those of a 64-bit JVM with compressed references, rounded up.
 */
final class Growth {
  /** A body of nothing but brackets would take far more memory than it has bytes. */
  private static final int MAX_VALUES = 1_000_000;

  private static final int NODE = 16;
  private static final int NUMBER = 24;
  private static final int STRING = 48;
  private static final int CONTAINER = 72;
  private static final int REFERENCE = 8;

  /** Before Java 9, every character takes two bytes. */
  private static final boolean COMPACT =
      !System.getProperty("java.specification.version", "").startsWith("1.");

  private final Budget.Lease lease;
  private int values;

  Growth(Budget.Lease lease) {
    this.lease = lease;
  }

  void container() throws IOException {
    value(CONTAINER);
  }

  void number() throws IOException {
    value(NUMBER);
  }

  void text(String text) throws IOException {
    value(size(text));
  }

  void name(String name) throws IOException {
    lease.take(size(name));
  }

  /** Before the text is made, so that a text that would not fit is not. */
  void bytes(long length) throws IOException {
    value(STRING + (COMPACT ? length : 2 * length));
  }

  private void value(long bytes) throws IOException {
    if (++values > MAX_VALUES) throw new IOException("more than " + MAX_VALUES + " values");
    lease.take(NODE + 2 * REFERENCE + bytes);
  }

  private static long size(String text) {
    int length = text.length();
    if (!COMPACT) return STRING + 2L * length;
    for (int i = 0; i < length; i++) {
      if (text.charAt(i) > 0xff) return STRING + 2L * length;
    }
    return STRING + length;
  }
}
