// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SinkTest {
  private final Tally tally = new Tally();

  @Test
  void otlpJson_countsAFoldAsTheCallsItStandsFor() {
    String root = "{\"spanId\":\"a\",\"kind\":2,\"startTimeUnixNano\":\"1\"}";
    String fold =
        "{\"spanId\":\"b\",\"kind\":3,\"startTimeUnixNano\":\"1\",\"attributes\":["
            + "{\"key\":\"faultline.fold.count\",\"value\":{\"intValue\":\"10\"}}]}";

    OtlpJson.spans(ascii("{\"spans\":[" + root + "," + fold + "]}"), tally);

    assertThat(tally.roots.sum()).isEqualTo(1);
    assertThat(tally.spans.sum()).isEqualTo(11);
  }

  @Test
  void otlpProto_countsSpansAndThoseOfAServer() {
    byte[] server = {6 << 3, 2};
    byte[] client = {5 << 3 | 2, 1, 'x', 6 << 3, 3, 7 << 3 | 1, 0, 0, 0, 0, 0, 0, 0, 0};
    byte[] scope = message(2, join(message(2, server), message(2, client)));

    OtlpProto.spans(message(1, scope), tally);

    assertThat(tally.roots.sum()).isEqualTo(1);
    assertThat(tally.spans.sum()).isEqualTo(2);
  }

  @Test
  void otlpProto_countsAFoldAsTheCallsItStandsFor() {
    byte[] thousand = message(2, new byte[] {3 << 3, (byte) 0xe8, 7}); // in two bytes
    byte[] fold = attribute("faultline.fold.count", thousand);
    byte[] other = attribute("faultline.fold.max", message(2, new byte[] {3 << 3, 20}));
    byte[] text = attribute("faultline.fold.counts", message(2, message(1, ascii("7"))));
    byte[] span = message(2, join(join(other, fold), text));

    OtlpProto.spans(message(1, message(2, span)), tally);

    assertThat(tally.spans.sum()).isEqualTo(1_000);
  }

  @Test
  void elastic_countsLinesHoweverTheyAreCut() throws IOException {
    String lines =
        "{\"metadata\":{}}\n{\"transaction\":{}}\n{\"span\":{\"composite\":{\"count\":10,\"sum\":1}}}\n"
            + "{\"span\":{}}\n{\"error\":{}}\n{\"metricset\":{}}\n";

    new Elastic(tally).read(null, byteByByte(ascii(lines)));

    assertThat(tally.roots.sum()).isEqualTo(1);
    assertThat(tally.spans.sum()).isEqualTo(12);
    assertThat(tally.errors.sum()).isEqualTo(1);
  }

  @Test
  void messagePack_skipsEachTypeAsAWhole() {
    ByteBuffer values = ByteBuffer.allocate(200);
    values.put((byte) 0x7f).put((byte) 0xff).put((byte) 0xc0); // small numbers, nil
    values.put((byte) 0xa2).put(ascii("ab")).put((byte) 0xd9).put((byte) 1).put((byte) 'c');
    values
        .put((byte) 0xcf)
        .putLong(-1)
        .put((byte) 0xcb)
        .putDouble(1.5)
        .put((byte) 0xcd)
        .putShort((short) 1);
    values
        .put((byte) 0x81)
        .put((byte) 0xa1)
        .put((byte) 'k')
        .put((byte) 0x92)
        .put((byte) 1)
        .put((byte) 2);
    values.put((byte) 0xd6).put((byte) 0).putInt(0); // an extension of four bytes
    values.put((byte) 0xdc).putShort((short) 3);
    values.flip();
    MessagePack pack = new MessagePack(values);

    for (int i = 0; i < 10; i++) pack.skip();

    assertThat(pack.arrayLength()).isEqualTo(3);
    assertThat(values.hasRemaining()).isFalse();
  }

  /** A span's, whose value is its field 2. */
  private static byte[] attribute(String key, byte[] value) {
    return message(9, join(message(1, ascii(key)), value));
  }

  private static byte[] message(int field, byte[] content) {
    return join(new byte[] {(byte) (field << 3 | 2), (byte) content.length}, content);
  }

  private static byte[] join(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }

  private static InputStream byteByByte(byte[] content) {
    return new ByteArrayInputStream(content) {
      @Override
      public int read(byte[] buffer, int offset, int length) {
        return super.read(buffer, offset, Math.min(1, length));
      }
    };
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
