// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.trace;

import org.jspecify.annotations.Nullable;

/**
 * What an inbound {@code traceparent} says, after <a
 * href="https://www.w3.org/TR/trace-context-2/">W3C Trace Context Level 2</a>.
 */
public final class TraceContext {
  private static final int LENGTH = 55;
  private static final int SAMPLED = 1;
  private static final int RANDOM = 2;

  final long idHigh;
  final long idLow;
  final long parentId;
  final int flags;

  /** Passed on unchanged; null when there was none, or one that breaks a rule. */
  public final @Nullable String traceState;

  private TraceContext(
      long idHigh, long idLow, long parentId, int flags, @Nullable String traceState) {
    this.idHigh = idHigh;
    this.idLow = idLow;
    this.parentId = parentId;
    this.flags = flags;
    this.traceState = traceState;
  }

  /**
   * Reads one header value.
   *
   * @return null when the header is absent or breaks a rule: then a new trace begins, and a
   *     tracestate that came along is ignored
   */
  public static @Nullable TraceContext parse(
      @Nullable String traceparent, @Nullable String traceState) {
    if (traceparent == null) return null;
    String text = traceparent.trim();
    if (text.length() < LENGTH) return null;
    int version = hexByte(text, 0);
    if (version < 0 || version == 0xff) return null;
    if (text.length() > LENGTH && (version == 0 || text.charAt(LENGTH) != '-')) return null;
    if (text.charAt(2) != '-' || text.charAt(35) != '-' || text.charAt(52) != '-') return null;
    if (!isHex(text, 3, 35) || !isHex(text, 36, 52)) return null;
    long high = hexLong(text, 3);
    long low = hexLong(text, 19);
    long parent = hexLong(text, 36);
    int flags = hexByte(text, 53);
    if ((high | low) == 0 || parent == 0 || flags < 0) return null;
    String state = traceState == null || !TraceState.isValid(traceState) ? null : traceState;
    return new TraceContext(high, low, parent, flags & (SAMPLED | RANDOM), state);
  }

  public boolean sampled() {
    return (flags & SAMPLED) != 0;
  }

  private static int hexByte(String text, int at) {
    int high = digit(text.charAt(at));
    int low = digit(text.charAt(at + 1));
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }

  private static boolean isHex(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (digit(text.charAt(i)) < 0) return false;
    }
    return true;
  }

  private static long hexLong(String text, int from) {
    long value = 0;
    for (int i = from; i < from + 16; i++) {
      value = value << 4 | digit(text.charAt(i));
    }
    return value;
  }

  /** Upper case is invalid in W3C Trace Context, so {@link Character#digit} would not do. */
  private static int digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
  }
}
