// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.resource.v1.Resource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProtoReaderTest {
  private static final Map<Signal, Message> REQUESTS =
      Map.of(
          Signal.TRACES, ExportTraceServiceRequest.getDefaultInstance(),
          Signal.LOGS, ExportLogsServiceRequest.getDefaultInstance(),
          Signal.METRICS, ExportMetricsServiceRequest.getDefaultInstance());

  private final Budget budget = new Budget(64 << 20);

  @ParameterizedTest
  @EnumSource
  void request_isTheSameTreeAsItsJson(Signal signal) throws Exception {
    for (int seed = 0; seed < 500; seed++) {
      Message request = new RandomMessages(seed).of(REQUESTS.get(signal));
      assertThat(Trees.of(read(signal, request.toByteArray())))
          .as("seed %s: %s", seed, request)
          .isEqualTo(jsonTree(request));
    }
  }

  /** Official parsers forgive wrong types as unknown fields; ours does not. Else they agree. */
  @ParameterizedTest
  @EnumSource
  void mutatedRequest_isReadOrRefusedAsAnIoException(Signal signal) {
    Random random = new Random(1);
    int read = 0;
    int refused = 0;
    for (int seed = 0; seed < 200; seed++) {
      byte[] body = new RandomMessages(seed).of(REQUESTS.get(signal)).toByteArray();
      if (body.length == 0) continue;
      for (int i = 0; i < 200; i++) {
        byte[] mutated = body.clone();
        for (int n = random.nextInt(4); n >= 0; n--) {
          mutated[random.nextInt(body.length)] = (byte) random.nextInt();
        }
        int length = random.nextInt(4) == 0 ? random.nextInt(body.length) : body.length;
        try (Budget.Lease lease = budget.lease()) {
          Encoding.PROTOBUF.read(signal, mutated, length, lease);
          read++;
        } catch (IOException e) {
          assertThat(e.getMessage()).isNotEmpty();
          refused++;
        }
        assertThat(budget.left()).isEqualTo(64 << 20);
      }
    }
    assertThat(read).isGreaterThan(1_000);
    assertThat(refused).isGreaterThan(1_000);
  }

  @Test
  void noise_isReadOrRefusedAsAnIoException() {
    Random random = new Random(2);
    int refused = 0;
    for (int i = 0; i < 50_000; i++) {
      byte[] noise = new byte[random.nextInt(64)];
      random.nextBytes(noise);
      try {
        read(Signal.METRICS, noise);
      } catch (IOException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(10_000);
  }

  @Test
  void repeatedNumbers_mayBePackedOrNot() throws Exception {
    HistogramDataPoint packed =
        HistogramDataPoint.newBuilder()
            .addBucketCounts(1)
            .addBucketCounts(-1)
            .addExplicitBounds(Double.POSITIVE_INFINITY)
            .build();
    byte[] loose =
        written(
            out -> {
              out.writeFixed64(6, 1);
              out.writeFixed64(6, -1);
              out.writeDouble(7, Double.POSITIVE_INFINITY);
            });
    Node one = read(Signal.METRICS, wrapped(packed.toByteArray(), 1, 2, 2, 9, 1));
    Node other = read(Signal.METRICS, wrapped(loose, 1, 2, 2, 9, 1));
    assertThat(Trees.of(one)).isEqualTo(Trees.of(other));
    assertThat(Trees.of(one).toString())
        .contains("bucketCounts=[1, 18446744073709551615]")
        .contains("explicitBounds=[Infinity]");
  }

  @Test
  void unknownFields_areSkipped() throws Exception {
    byte[] body =
        written(
            out -> {
              out.writeString(1, "a");
              out.writeUInt64(1000, -1);
              out.writeString(17, "unknown");
              out.writeFixed32(18, 7);
              out.writeFixed64(19, 7);
              out.writeString(4, "reserved");
            });
    Node metric = read(Signal.METRICS, wrapped(body, 1, 2, 2));
    assertThat(Trees.of(metric).toString()).contains("metrics=[{name=a}]");
  }

  @Test
  void singularMessageThatIsThereTwice_isMergedAndOfAlternativesTheLastCounts() throws Exception {
    byte[] twice =
        written(
            out -> {
              out.writeMessage(1, Resource.newBuilder().addAttributes(text("a", "1")).build());
              out.writeMessage(1, Resource.newBuilder().addAttributes(text("b", "2")).build());
            });
    assertThat(Trees.of(read(Signal.TRACES, wrapped(twice, 1))))
        .isEqualTo(jsonTree(ExportTraceServiceRequest.parseFrom(wrapped(twice, 1))));
    byte[] alternatives =
        written(
            out -> {
              out.writeInt64(3, 5);
              out.writeString(1, "last");
            });
    byte[] body = wrapped(alternatives, 1, 1, 1, 2);
    assertThat(Trees.of(read(Signal.TRACES, body)))
        .isEqualTo(jsonTree(ExportTraceServiceRequest.parseFrom(body)));
  }

  @Test
  void textThatIsNoUtf8_isReplacedNotRefused() throws Exception {
    byte[] body = wrapped(new byte[] {10, 2, 'a', (byte) 0xff}, 1, 2, 2);
    assertThat(Trees.of(read(Signal.METRICS, body)).toString()).contains("name=a\ufffd");
  }

  @ParameterizedTest
  @CsvSource({
    "0a, cut off", // a tag, and no length
    "0a05, longer than its message",
    "0affffffff0f, longer than its message",
    "0affffffffffffffffff01, longer than its message",
    "0a80808080808080808080808001, more than ten bytes",
    "08 01, wire type 0",
    "0d 01000000, wire type 5",
    "00, no valid number",
    "02 00, no valid number",
    "8080808080808010 00, no valid number",
    "f3 01, no wire type 3",
    "f4 01, no wire type 4",
    "f6 01, no wire type 6",
    "f9 01 0000, cut off",
    "fd 01 00, cut off",
    "0a 03 0a 05 00, longer than its message",
  })
  void brokenMessage_isRefusedSayingWhy(String hex, String why) {
    byte[] body = HexFormat.of().parseHex(hex.replace(" ", ""));
    assertThatThrownBy(() -> read(Signal.TRACES, body))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(why);
  }

  @Test
  void deepNesting_isRefused() {
    int[] fields = new int[6_000];
    for (int i = 0; i < fields.length; i++) fields[i] = i % 3 == 0 ? 6 : i % 3;
    byte[] body = wrapped(wrapped(new byte[0], fields), 1, 1, 1, 2);
    assertThatThrownBy(() -> read(Signal.TRACES, body)).hasMessageContaining("too deep");
  }

  @Test
  void countlessValues_areRefused() {
    byte[] body = new byte[4_000_000]; // empty messages, two bytes each
    for (int i = 0; i < body.length; i += 2) body[i] = 10;
    assertThatThrownBy(
            () ->
                Encoding.PROTOBUF.read(
                    Signal.TRACES, body, body.length, new Budget(1L << 40).lease()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("1000000 values");
  }

  @Test
  void treeThatNeedsMoreThanThereIs_isTooLargeAndGivesAllBack() {
    byte[] body = new byte[400_000];
    for (int i = 0; i < body.length; i += 2) body[i] = 10;
    Budget small = new Budget(1 << 20);
    assertThatThrownBy(
            () -> {
              try (Budget.Lease lease = small.lease()) {
                Encoding.PROTOBUF.read(Signal.TRACES, body, body.length, lease);
              }
            })
        .isInstanceOf(BoundedInput.TooLarge.class);
    assertThat(small.left()).isEqualTo(1 << 20);
  }

  private Node read(Signal signal, byte[] body) throws IOException {
    try (Budget.Lease lease = budget.lease()) {
      return Encoding.PROTOBUF.read(signal, body, body.length, lease);
    }
  }

  private static Object jsonTree(Message request) throws IOException {
    String json = JsonFormat.printer().printingEnumsAsInts().print(request);
    return Trees.ofJsonFormat(
        Node.parse(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8))));
  }

  private static KeyValue text(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  /** As a field of a message that is a field of a message, and so on; the outermost first. */
  private static byte[] wrapped(byte[] body, int... fields) {
    byte[] wrapped = body;
    for (int i = fields.length - 1; i >= 0; i--) {
      int field = fields[i];
      byte[] inner = wrapped;
      wrapped = written(out -> out.writeBytes(field, ByteString.copyFrom(inner)));
    }
    return wrapped;
  }

  private interface Writing {
    void to(CodedOutputStream out) throws IOException;
  }

  private static byte[] written(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      writing.to(out);
      out.flush();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }
}
