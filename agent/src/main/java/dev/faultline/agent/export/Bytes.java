// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export;

import java.io.OutputStream;
import java.util.Arrays;

/**
 * A growing array of bytes. {@link java.io.ByteArrayOutputStream} locks, and cannot be truncated.
 */
public final class Bytes extends OutputStream {
  private static final int FIRST_CAPACITY = 256;
  private static final byte[] NONE = {};

  private byte[] buffer = NONE;
  private int length;

  public int length() {
    return length;
  }

  /** What was written, from 0 to {@link #length}; valid until the next write. */
  public byte[] array() {
    return buffer;
  }

  /** Forgets what was written after a length seen before. */
  public void truncate(int length) {
    this.length = Math.min(length, this.length);
  }

  /** Goes on, empty, with this array. */
  void use(byte[] empty) {
    buffer = empty;
    length = 0;
  }

  /** Empties it, and lets its array go. */
  void letGo() {
    use(NONE);
  }

  @Override
  public void write(int b) {
    reserve(1);
    buffer[length++] = (byte) b;
  }

  @Override
  public void write(byte[] source) {
    write(source, 0, source.length);
  }

  @Override
  public void write(byte[] source, int from, int count) {
    reserve(count);
    System.arraycopy(source, from, buffer, length, count);
    length += count;
  }

  /** Makes room for so many bytes, which {@link #array} then has behind {@link #length}. */
  public void reserve(int count) {
    if (buffer.length - length >= count) return;
    int grown = Math.max(2 * buffer.length, FIRST_CAPACITY);
    buffer = Arrays.copyOf(buffer, Math.max(grown, length + count));
  }

  /** Counts as written what was put into {@link #array} behind {@link #length}. */
  public void advance(int count) {
    length += count;
  }

  /** A copy of what was written. */
  public byte[] toByteArray() {
    return Arrays.copyOf(buffer, length);
  }
}
