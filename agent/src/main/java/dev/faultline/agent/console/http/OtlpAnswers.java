// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.http;

import dev.faultline.agent.console.otlp.Encoding;
import dev.faultline.agent.console.otlp.Signal;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * OTLP's answers, in the encoding of the request: {@code ExportTraceServiceResponse} and its like,
 * which number their fields alike (1 is {@code partial_success}; of that, 1 is the number of
 * rejected records and 2 the message), and {@code google.rpc.Status} (1 code, 2 message).
 */
final class OtlpAnswers {
  /** Codes of google.rpc. */
  static final int INVALID_ARGUMENT = 3;

  static final int PERMISSION_DENIED = 7;
  static final int RESOURCE_EXHAUSTED = 8;
  static final int UNIMPLEMENTED = 12;
  static final int INTERNAL = 13;
  static final int UNAVAILABLE = 14;
  static final int UNAUTHENTICATED = 16;

  private static final int NUMBER_1 = 1 << 3;
  private static final int BYTES_1 = 1 << 3 | 2;
  private static final int BYTES_2 = 2 << 3 | 2;

  private OtlpAnswers() {}

  static Answer taken(Encoding encoding, Signal signal, Taken taken) {
    boolean whole = taken.rejected == 0 && taken.message.isEmpty();
    if (encoding == Encoding.JSON) {
      return Answer.json(200, whole ? "{}" : partial(signal, taken));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (!whole) bytes(out, BYTES_1, pair(taken.rejected, taken.message));
    return Answer.of(encoding.type, out.toByteArray());
  }

  static Answer status(Encoding encoding, int status, int code, String message) {
    if (encoding == Encoding.JSON) {
      return Answer.json(
          status, "{\"code\":" + code + ",\"message\":" + Answer.quoted(message) + "}");
    }
    return Answer.of(status, encoding.type, pair(code, message));
  }

  private static String partial(Signal signal, Taken taken) {
    return "{\"partialSuccess\":{\""
        + signal.rejected
        + "\":\""
        + taken.rejected
        + "\",\"errorMessage\":"
        + Answer.quoted(taken.message)
        + "}}";
  }

  private static byte[] pair(long number, String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(NUMBER_1);
    varint(out, number);
    bytes(out, BYTES_2, text.getBytes(StandardCharsets.UTF_8));
    return out.toByteArray();
  }

  private static void bytes(ByteArrayOutputStream out, int tag, byte[] bytes) {
    out.write(tag);
    varint(out, bytes.length);
    out.write(bytes, 0, bytes.length);
  }

  private static void varint(ByteArrayOutputStream out, long value) {
    long rest = value;
    for (; (rest & ~0x7fL) != 0; rest >>>= 7) out.write((int) (rest | 0x80));
    out.write((int) rest);
  }
}
