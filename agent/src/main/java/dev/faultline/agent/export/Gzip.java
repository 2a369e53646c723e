// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Compresses whole bodies with one deflater that is used again and again: {@link
 * java.util.zip.GZIPOutputStream} would take a quarter of a megabyte of native memory each time.
 * For one thread.
 */
public final class Gzip implements AutoCloseable {
  public static final String ENCODING = "gzip";

  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0};
  private static final int TRAILER_LENGTH = 8;

  private static final int FIRST_CAPACITY = 16 << 10;
  private static final byte[] NOTHING = {};

  private final int level;
  private final CRC32 crc = new CRC32();
  private final Spare spare = new Spare();

  /** Made when there is something to compress: many a process never has. */
  private @Nullable Deflater deflater;

  private byte[] buffer = NOTHING;

  /**
   * @param level 1 (fast) to 9 (small)
   */
  public Gzip(int level) {
    this.level = level;
  }

  public byte[] compress(byte[] raw) {
    return compress(raw, raw.length);
  }

  /** Compresses the first {@code length} bytes. */
  byte[] compress(byte[] raw, int length) {
    byte[] kept = spare.take();
    buffer = kept == null ? new byte[FIRST_CAPACITY] : kept;
    try {
      return compressed(raw, length);
    } finally {
      spare.give(buffer);
      buffer = NOTHING;
    }
  }

  private byte[] compressed(byte[] raw, int length) {
    System.arraycopy(HEADER, 0, buffer, 0, HEADER.length);
    int end = deflate(raw, length, HEADER.length);
    crc.reset();
    crc.update(raw, 0, length);
    if (buffer.length - end < TRAILER_LENGTH) buffer = Arrays.copyOf(buffer, end + TRAILER_LENGTH);
    writeInt((int) crc.getValue(), end);
    writeInt(length, end + 4);
    return Arrays.copyOf(buffer, end + TRAILER_LENGTH);
  }

  private int deflate(byte[] raw, int length, int from) {
    if (deflater == null) deflater = new Deflater(level, true);
    try {
      return deflate(raw, length, from, deflater);
    } finally {
      deflater.reset();
      deflater.setInput(
          NOTHING); // else it would keep the last one alive; on Java 8, after reset too
    }
  }

  private int deflate(byte[] raw, int length, int from, Deflater deflater) {
    int end = from;
    deflater.setInput(raw, 0, length);
    deflater.finish();
    while (!deflater.finished()) {
      if (end == buffer.length) buffer = Arrays.copyOf(buffer, 2 * end);
      end += deflater.deflate(buffer, end, buffer.length - end);
    }
    return end;
  }

  /** Little-endian, as gzip has it. */
  private void writeInt(int value, int at) {
    for (int i = 0; i < 4; i++) buffer[at + i] = (byte) (value >>> 8 * i);
  }

  static byte[] decompress(byte[] compressed) {
    ByteArrayOutputStream raw = new ByteArrayOutputStream(8 * compressed.length);
    byte[] chunk = new byte[8 << 10];
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) raw.write(chunk, 0, n);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // nothing but memory is read, and we wrote it
    }
    return raw.toByteArray();
  }

  /** Frees the deflater's native memory. */
  @Override
  public void close() {
    if (deflater != null) deflater.end();
  }
}
