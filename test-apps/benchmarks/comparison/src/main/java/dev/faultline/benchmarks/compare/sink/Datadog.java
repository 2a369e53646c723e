// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare.sink;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.LongAdder;

/**
 * Datadog's traces: MessagePack, an array of traces that are arrays of spans; in version 0.5 that
 * array is the second of two, after the texts. A trace is a request: the application starts none by
 * itself.
 */
final class Datadog extends Endpoint {
  private static final String KEEP_ALL = "{\"rate_by_service\":{\"service:,env:\":1.0}}";

  Datadog(Tally tally) {
    super(tally);
  }

  @Override
  LongAdder bytes(HttpExchange exchange) {
    return tally.bytes;
  }

  @Override
  void read(HttpExchange exchange, InputStream body) throws IOException {
    ByteBuffer whole = ByteBuffer.wrap(body.readAllBytes());
    if (!whole.hasRemaining()) return;
    MessagePack pack = new MessagePack(whole);
    if (exchange.getRequestURI().getPath().startsWith("/v0.5/")) {
      pack.arrayLength();
      pack.skip();
    }
    int traces = pack.arrayLength();
    for (int i = 0; i < traces; i++) {
      int spans = pack.arrayLength();
      for (int j = 0; j < spans; j++) pack.skip();
      tally.spans.add(spans);
    }
    tally.roots.add(traces);
  }

  @Override
  Answer answer(HttpExchange exchange) {
    return Elsewhere.json(200, KEEP_ALL);
  }
}
