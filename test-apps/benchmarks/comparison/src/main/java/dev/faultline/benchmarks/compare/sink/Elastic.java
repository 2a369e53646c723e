// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare.sink;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.LongAdder;

/**
 * Elastic's intake, version 2: lines of JSON, each an object of one event, in a request that stays
 * open for seconds. A span of equal calls has {@code composite.count}. Metrics come in the same
 * stream and count as the rest.
 */
final class Elastic extends Endpoint {
  private static final byte[] TRANSACTION = OtlpJson.ascii("{\"transaction\":");
  private static final byte[] SPAN = OtlpJson.ascii("{\"span\":");
  private static final byte[] ERROR = OtlpJson.ascii("{\"error\":");
  private static final byte[] COMPOSITE = OtlpJson.ascii("\"composite\":{\"count\":");

  Elastic(Tally tally) {
    super(tally);
  }

  @Override
  LongAdder bytes(HttpExchange exchange) {
    return tally.bytes;
  }

  @Override
  void read(HttpExchange exchange, InputStream body) throws IOException {
    byte[] buffer = new byte[16 * 1024];
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
      int start = 0;
      for (int i = 0; i < read; i++) {
        if (buffer[i] != '\n') continue;
        line.write(buffer, start, i - start);
        start = i + 1;
        count(line.toByteArray());
        line.reset();
      }
      line.write(buffer, start, read - start);
    }
  }

  @Override
  Answer answer(HttpExchange exchange) {
    return Elsewhere.json(202, "{}");
  }

  private void count(byte[] line) {
    if (OtlpJson.isAt(line, 0, TRANSACTION)) {
      tally.roots.increment();
      tally.spans.increment();
    } else if (OtlpJson.isAt(line, 0, SPAN)) {
      tally.spans.add(calls(line));
    } else if (OtlpJson.isAt(line, 0, ERROR)) {
      tally.errors.increment();
    }
  }

  private static int calls(byte[] span) {
    for (int i = 0; i < span.length; i++) {
      if (span[i] == '"' && OtlpJson.isAt(span, i, COMPOSITE)) {
        return OtlpJson.numberAt(span, i + COMPOSITE.length);
      }
    }
    return 1;
  }
}
