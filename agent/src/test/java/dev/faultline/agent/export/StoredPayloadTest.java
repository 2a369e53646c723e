// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StoredPayloadTest {
  private static final Payload LIST =
      new Payload(
          Signal.FAULTS,
          "application/json",
          "[aa,bbb,cccc]".getBytes(StandardCharsets.UTF_8),
          1,
          1,
          new int[0],
          new int[] {3, 7, 12},
          new int[] {1, 2, 3});

  @Test
  void read_isWhatWasWritten() throws IOException {
    Payload read = read(written(LIST));
    assertThat(read.signal).isEqualTo(Signal.FAULTS);
    assertThat(read.contentType).isEqualTo("application/json");
    assertThat(read.contentEncoding).isNull();
    assertThat(read.records()).isEqualTo(6);
    assertThat(read.raw()).isEqualTo(LIST.raw());
    Payload[] halves = read.divide();
    assertThat(new String(halves[0].raw(), StandardCharsets.UTF_8)).isEqualTo("[aa]");
    assertThat(new String(halves[1].raw(), StandardCharsets.UTF_8)).isEqualTo("[bbb,cccc]");
  }

  @Test
  void read_ofACompressedOneIsCompressed() throws IOException {
    try (Gzip gzip = new Gzip(1)) {
      Payload read = read(written(LIST.compress(gzip)));
      assertThat(read.contentEncoding).isEqualTo("gzip");
      assertThat(read.raw()).isEqualTo(LIST.raw());
    }
  }

  /** A length is believed only within bounds: it decides how much memory is asked for. */
  @Test
  void lengthBeyondTheBounds_isNoPayload() throws IOException {
    byte[] bytes = written(LIST);
    int at = bytes.length - LIST.size() - 4;
    for (int length : new int[] {-1, Integer.MAX_VALUE}) {
      byte[] bad = bytes.clone();
      for (int i = 0; i < 4; i++) bad[at + i] = (byte) (length >>> 8 * (3 - i));
      assertThatThrownBy(() -> read(bad))
          .isInstanceOf(IOException.class)
          .hasMessage("not a payload: " + length);
    }
  }

  @Test
  void unknownSignal_isNoPayload() throws IOException {
    byte[] bytes = written(LIST);
    bytes[2] = 'X';
    assertThatThrownBy(() -> read(bytes)).isInstanceOf(IOException.class);
  }

  private static byte[] written(Payload payload) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StoredPayload.write(payload, new DataOutputStream(out));
    return out.toByteArray();
  }

  private static Payload read(byte[] bytes) throws IOException {
    return StoredPayload.read(new DataInputStream(new ByteArrayInputStream(bytes)));
  }
}
