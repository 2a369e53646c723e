// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.agent.export.Gzip;
import dev.faultline.agent.export.Payload;
import dev.faultline.agent.export.Signal;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolFileTest {
  @TempDir Path directory;

  @Test
  void torn_atAnyByteIsCorrupt() throws IOException {
    byte[] whole = written(compressed());
    assertThat(whole.length).isGreaterThan(100);
    for (int length = 0; length < whole.length; length++) {
      assertCorrupt(Arrays.copyOf(whole, length), "length " + length);
      // a power cut may leave a file as long as it was to be, with nothing in it
      byte[] zeros = Arrays.copyOf(Arrays.copyOf(whole, length), whole.length);
      if (!Arrays.equals(zeros, whole)) assertCorrupt(zeros, "zeros from " + length);
    }
    assertThat(Payloads.bytes(read(whole))).isEqualTo(Payloads.bytes(compressed()));
  }

  @Test
  void longerThanItWas_isCorrupt() throws IOException {
    byte[] whole = written(Payloads.list());
    assertCorrupt(Arrays.copyOf(whole, whole.length + 1), "longer");
  }

  @Test
  void flipped_atAnyBitIsCorrupt() throws IOException {
    byte[] whole = written(compressed());
    for (int bit = 0; bit < 8 * whole.length; bit++) {
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertCorrupt(flipped, "bit " + bit);
    }
  }

  @Test
  void otherThanItsName_isCorrupt() throws IOException {
    Path path = Files.write(directory.resolve("file"), written(Payloads.list()));
    Spooled others = new Spooled(1, 2, Signal.SPANS, 7, 100);
    assertThatThrownBy(() -> SpoolFile.read(path, others)).isInstanceOf(CorruptFileException.class);
    Spooled faults = new Spooled(1, 2, Signal.FAULTS, 6, 100);
    assertThatThrownBy(() -> SpoolFile.read(path, faults)).isInstanceOf(CorruptFileException.class);
  }

  @Test
  void unreadable_isNotCorrupt() throws IOException {
    Path path = Files.createDirectory(directory.resolve("file"));
    while (Files.size(path) < SpoolFile.HEADER_LENGTH) Files.createFile(path.resolve("a"));
    assertThatThrownBy(() -> SpoolFile.read(path, file()))
        .isInstanceOf(FileNotFoundException.class);
  }

  @Test
  void missing_isCorrupt() {
    Path path = directory.resolve("file");
    assertThatThrownBy(() -> SpoolFile.read(path, file())).isInstanceOf(CorruptFileException.class);
  }

  private void assertCorrupt(byte[] content, String what) {
    assertThatThrownBy(() -> read(content)).as(what).isInstanceOf(CorruptFileException.class);
  }

  private Payload read(byte[] content) throws IOException {
    return SpoolFile.read(Files.write(directory.resolve("file"), content), file());
  }

  private byte[] written(Payload payload) throws IOException {
    Path path = directory.resolve("written");
    SpoolFile.Measure measure = SpoolFile.measure(payload);
    try (OutputStream out = Files.newOutputStream(path)) {
      SpoolFile.write(payload, measure, out);
    }
    assertThat(Files.size(path)).isEqualTo(measure.fileLength());
    return Files.readAllBytes(path);
  }

  private static Payload compressed() {
    try (Gzip gzip = new Gzip(1)) {
      return Payloads.list().compress(gzip);
    }
  }

  private static Spooled file() {
    return new Spooled(1, 2, Signal.SPANS, 6, 100);
  }
}
