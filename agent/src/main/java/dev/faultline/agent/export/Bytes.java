// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export;

import java.io.OutputStream;
import java.util.Arrays;

/**
 * A growing array of bytes. {@link java.io.ByteArrayOutputStream} locks, and cannot be truncated.
 */
public final class Bytes extends OutputStream {
  private static final int FIRST_CAPACITY = 16 << 10;

  private byte[] buffer = new byte[FIRST_CAPACITY];
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

  /** Gives a buffer back that has grown far beyond the usual. */
  public void shrink(int usual) {
    if (length == 0 && buffer.length > 2 * usual) buffer = new byte[usual];
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
    buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, length + count));
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
