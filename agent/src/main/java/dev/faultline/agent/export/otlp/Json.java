// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.otlp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.faultline.agent.export.Bytes;
import dev.faultline.agent.export.attribute.AttributeLimits;
import dev.faultline.agent.export.attribute.SoundText;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * JSON text under construction, in memory.
 *
 * <p>What never changes (braces, keys) comes as ready fragments; Jackson's generator writes what
 * needs care (strings, numbers), always at its root level, so that it has no state that a failure
 * in the middle of a record could leave behind: to cut what was written is enough to take a record
 * back.
 */
final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final Bytes bytes;
  private final JsonGenerator generator;
  private final char[] hex = new char[32];

  /** A text of its own. */
  Json() {
    this(new Bytes());
  }

  /** Writes to {@code bytes}; but not before {@link #flush}. */
  Json(Bytes bytes) {
    this.bytes = bytes;
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
    generator.writeString(SoundText.of(text, AttributeLimits.maxLength()));
  }

  /** The same, but cut only at {@code maxLength}. */
  void string(String text, int maxLength) throws IOException {
    generator.writeString(SoundText.of(text, maxLength));
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

  /** Hands on what was written. */
  void flush() throws IOException {
    generator.flush();
  }

  /** All that was written. */
  byte[] copy() throws IOException {
    generator.flush();
    return bytes.toByteArray();
  }

  private void write(long id, int from) {
    for (int i = from + 15; i >= from; i--) {
      hex[i] = HEX[(int) id & 15];
      id >>>= 4;
    }
  }
}
