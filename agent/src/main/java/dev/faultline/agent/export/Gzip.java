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

/**
 * Compresses whole bodies with one deflater that is used again and again: {@link
 * java.util.zip.GZIPOutputStream} would take a quarter of a megabyte of native memory each time.
 * For one thread.
 */
public final class Gzip implements AutoCloseable {
  public static final String ENCODING = "gzip";

  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0};
  private static final int TRAILER_LENGTH = 8;

  private final Deflater deflater;
  private final CRC32 crc = new CRC32();
  private byte[] buffer = new byte[16 << 10];

  /**
   * @param level 1 (fast) to 9 (small)
   */
  public Gzip(int level) {
    deflater = new Deflater(level, true);
  }

  public byte[] compress(byte[] raw) {
    System.arraycopy(HEADER, 0, buffer, 0, HEADER.length);
    int end = deflate(raw, HEADER.length);
    crc.reset();
    crc.update(raw, 0, raw.length);
    if (buffer.length - end < TRAILER_LENGTH) buffer = Arrays.copyOf(buffer, end + TRAILER_LENGTH);
    writeInt((int) crc.getValue(), end);
    writeInt(raw.length, end + 4);
    return Arrays.copyOf(buffer, end + TRAILER_LENGTH);
  }

  private int deflate(byte[] raw, int from) {
    int end = from;
    deflater.reset();
    deflater.setInput(raw);
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
    deflater.end();
  }
}
