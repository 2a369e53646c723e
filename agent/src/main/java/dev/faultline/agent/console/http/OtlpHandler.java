// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.http;

import dev.faultline.agent.console.http.Refusals.Reason;
import dev.faultline.agent.console.otlp.BoundedInput;
import dev.faultline.agent.console.otlp.Budget;
import dev.faultline.agent.console.otlp.Encoding;
import dev.faultline.agent.console.otlp.Node;
import dev.faultline.agent.console.otlp.Signal;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One OTLP/HTTP address: takes a body, gzipped or not, and answers as the protocol says. */
final class OtlpHandler {
  /** Larger than any SDK sends, before and after it is unzipped. */
  static final int MAX_BODY = 16 << 20;

  private static final int MAX_MESSAGE = 300;

  private final Signal signal;
  private final Taker taker;
  private final Refusals refusals;

  OtlpHandler(Signal signal, Taker taker, Refusals refusals) {
    this.signal = signal;
    this.taker = taker;
    this.refusals = refusals;
  }

  /** Null to go on; only the head is looked at. */
  @Nullable Answer refuse(Request head) {
    if (!head.method.equals("POST")) return Answer.notAllowed("POST");
    if (encoding(head) == null) {
      return refused(
          head,
          Reason.UNSUPPORTED,
          415,
          OtlpAnswers.UNIMPLEMENTED,
          "Content-Type may be application/json or application/x-protobuf.");
    }
    String coding = coding(head);
    if (coding.isEmpty() || coding.equals("gzip") || coding.equals("identity")) return null;
    return refused(
        head,
        Reason.UNSUPPORTED,
        415,
        OtlpAnswers.UNIMPLEMENTED,
        "Content-Encoding may be gzip, or absent.");
  }

  Answer answer(Request request) {
    Encoding encoding = encoding(request);
    if (encoding == null) throw new IllegalStateException("it was refused before");
    Node node;
    try {
      node = read(encoding, request);
    } catch (BoundedInput.TooLarge e) {
      return tooLarge(request);
    } catch (Budget.Exhausted e) {
      return busy(request);
    } catch (IOException e) {
      return refused(
          request,
          Reason.MALFORMED,
          400,
          OtlpAnswers.INVALID_ARGUMENT,
          "The body cannot be read: " + firstLine(e.getMessage()));
    }
    return take(encoding, request, node);
  }

  private Node read(Encoding encoding, Request request) throws IOException {
    byte[] body = request.body();
    int length = request.length();
    if (coding(request).equals("gzip")) {
      Unzipped plain = Unzipped.of(body, length, MAX_BODY, request.lease());
      body = plain.bytes;
      length = plain.length;
    }
    return encoding.read(signal, body, length, request.lease());
  }

  private Answer take(Encoding encoding, Request request, Node node) {
    try {
      Taken taken = taker.take(node);
      refusals.add(Reason.NOT_UNDERSTOOD, taken.rejected);
      return OtlpAnswers.taken(encoding, signal, taken);
    } catch (IOException e) {
      String why = "It cannot be kept now: " + firstLine(e.getMessage());
      return refused(request, Reason.NOT_KEPT, 503, OtlpAnswers.UNAVAILABLE, why)
          .with("Retry-After", "5");
    }
  }

  Answer tooLarge(Request head) {
    return refused(
        head,
        Reason.TOO_LARGE,
        413,
        OtlpAnswers.INVALID_ARGUMENT,
        "The body has more than "
            + (MAX_BODY >> 20)
            + " MiB, or needs more memory than the console has.");
  }

  Answer busy(Request head) {
    return refused(head, Reason.BUSY, 503, OtlpAnswers.UNAVAILABLE, "The console is busy.")
        .with("Retry-After", "1");
  }

  Answer refused(Request head, Reason reason, int status, int code, String message) {
    refusals.add(reason, 1);
    Encoding encoding = encoding(head);
    return OtlpAnswers.status(encoding == null ? Encoding.JSON : encoding, status, code, message);
  }

  private static @Nullable Encoding encoding(Request head) {
    String type = head.mediaType();
    for (Encoding each : Encoding.values()) if (each.type.equals(type)) return each;
    return null;
  }

  private static String coding(Request head) {
    return head.header("content-encoding").toLowerCase(Locale.ROOT);
  }

  private static String firstLine(@Nullable String message) {
    if (message == null) return "unknown";
    int end = message.indexOf('\n');
    String line = end < 0 ? message : message.substring(0, end);
    return line.length() <= MAX_MESSAGE ? line : line.substring(0, MAX_MESSAGE) + "...";
  }
}
