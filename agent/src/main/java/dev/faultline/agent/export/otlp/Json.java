// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.otlp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * JSON text under construction, in memory.
 *
 * <p>What never changes (braces, keys) comes as ready fragments; Jackson's generator writes what
 * needs care (strings, numbers), always at its root level, so that it has no state that a failure
 * in the middle of a record could leave behind: {@link #truncate} is enough to take a record back.
 */
final class Json {
  /** Longer values are cut: nobody reads them, and one could fill a batch. */
  static final int MAX_VALUE_LENGTH = 16 << 10;

  private static final JsonFactory FACTORY = new JsonFactory();
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final Bytes bytes = new Bytes();
  private final JsonGenerator generator;
  private final char[] hex = new char[32];

  Json() {
    try {
      generator = FACTORY.createGenerator(bytes);
      generator.setRootValueSeparator(null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void raw(Fragment fragment) throws IOException {
    generator.writeRaw(fragment);
  }

  void raw(char c) throws IOException {
    generator.writeRaw(c);
  }

  /** A string value, quoted and escaped. */
  void string(String text) throws IOException {
    generator.writeString(sound(text, MAX_VALUE_LENGTH));
  }

  /** The same, but cut only at {@code maxLength}. */
  void string(String text, int maxLength) throws IOException {
    generator.writeString(sound(text, maxLength));
  }

  void number(int value) throws IOException {
    generator.writeNumber(value);
  }

  void number(double value) throws IOException {
    generator.writeNumber(value);
  }

  /** A 64-bit integer: a string in JSON, since a double could not hold it. */
  void quoted(long value) throws IOException {
    generator.writeRaw('"');
    generator.writeNumber(value);
    generator.writeRaw('"');
  }

  /** A span id: 16 hexadecimal digits, quoted. */
  void hex(long id) throws IOException {
    write(id, 0);
    generator.writeRaw('"');
    generator.writeRaw(hex, 0, 16);
    generator.writeRaw('"');
  }

  /** A trace id: 32 hexadecimal digits, quoted. */
  void hex(long high, long low) throws IOException {
    write(high, 0);
    write(low, 16);
    generator.writeRaw('"');
    generator.writeRaw(hex, 0, 32);
    generator.writeRaw('"');
  }

  int length() {
    return bytes.length + Math.max(0, generator.getOutputBuffered());
  }

  /** Forgets what was written after a length seen before. */
  void truncate(int length) throws IOException {
    generator.flush();
    bytes.length = Math.min(length, bytes.length);
  }

  /** All that was written since the last {@link #truncate}, between a head and a tail. */
  byte[] copy(byte[] head, byte[] tail) throws IOException {
    generator.flush();
    byte[] all = new byte[head.length + bytes.length + tail.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(bytes.buffer, 0, all, head.length, bytes.length);
    System.arraycopy(tail, 0, all, head.length + bytes.length, tail.length);
    return all;
  }

  /** Gives a buffer back that has grown far beyond the usual. */
  void shrink(int usual) {
    if (bytes.length == 0 && bytes.buffer.length > 2 * usual) bytes.buffer = new byte[usual];
  }

  private void write(long id, int from) {
    for (int i = from + 15; i >= from; i--) {
      hex[i] = HEX[(int) id & 15];
      id >>>= 4;
    }
  }

  /**
   * The text without halves of surrogate pairs, which many a receiver answers by refusing the whole
   * batch.
   */
  private static String sound(String text, int maxLength) {
    String cut = text.length() <= maxLength ? text : text.substring(0, maxLength) + "...";
    for (int i = 0; i < cut.length(); i++) {
      if (Character.isSurrogate(cut.charAt(i))) return withoutHalves(cut);
    }
    return cut;
  }

  private static String withoutHalves(String text) {
    StringBuilder whole = new StringBuilder(text);
    for (int i = 0; i < whole.length(); i++) {
      if (!Character.isSurrogate(whole.charAt(i))) continue;
      boolean pair =
          i + 1 < whole.length() && Character.isSurrogatePair(whole.charAt(i), whole.charAt(i + 1));
      if (pair) {
        i++;
      } else {
        whole.setCharAt(i, '\ufffd');
      }
    }
    return whole.toString();
  }

  /** A growing array. {@link java.io.ByteArrayOutputStream} locks, and cannot be truncated. */
  private static final class Bytes extends OutputStream {
    byte[] buffer = new byte[16 << 10];
    int length;

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int from, int count) {
      if (buffer.length - length < count) {
        buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, length + count));
      }
      System.arraycopy(source, from, buffer, length, count);
      length += count;
    }
  }
}
