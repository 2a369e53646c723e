// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.table;

import java.util.Arrays;

/** Numbers from 0 on, as few bytes each as they need: seven bits a byte, the lowest first. */
public final class Varints {
  private byte[] bytes;
  private int at;
  private final int end;

  /** To write. */
  public Varints() {
    bytes = new byte[64];
    end = 0;
  }

  /** To read. */
  public Varints(byte[] bytes) {
    this.bytes = bytes;
    end = bytes.length;
  }

  /**
   * @param number a negative one counts as 0
   */
  public void write(long number) {
    if (at + 10 > bytes.length) bytes = Arrays.copyOf(bytes, 2 * bytes.length);
    long left = Math.max(0, number);
    while (left > 0x7f) {
      bytes[at++] = (byte) (left | 0x80);
      left >>>= 7;
    }
    bytes[at++] = (byte) left;
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, at);
  }

  public boolean hasMore() {
    return at < end;
  }

  public long read() {
    long number = 0;
    for (int shift = 0; at < end; shift += 7) {
      byte each = bytes[at++];
      number |= (each & 0x7fL) << shift;
      if (each >= 0) break;
    }
    return number;
  }

  public static byte[] of(long[] numbers) {
    Varints out = new Varints();
    for (long each : numbers) out.write(each);
    return out.toByteArray();
  }

  public static long[] all(byte[] bytes) {
    Varints in = new Varints(bytes);
    long[] all = new long[bytes.length];
    int count = 0;
    while (in.hasMore()) all[count++] = in.read();
    return Arrays.copyOf(all, count);
  }
}
