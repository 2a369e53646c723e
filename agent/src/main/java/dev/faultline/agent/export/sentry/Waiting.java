// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.sentry;

import dev.faultline.agent.export.Payload;
import dev.faultline.agent.export.Signal;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Envelopes of one signal that wait to be taken, one at a time: Sentry takes no more at once. */
final class Waiting {
  private final Signal signal;
  private final Deque<Payload> envelopes = new ArrayDeque<>();
  private int records;
  private int bytes;

  Waiting(Signal signal) {
    this.signal = signal;
  }

  void add(byte[] envelope, int units) {
    Payload payload = Payload.single(signal, Envelope.CONTENT_TYPE, envelope, units);
    envelopes.add(payload);
    records += units;
    bytes += payload.size();
  }

  @Nullable Payload take() {
    Payload payload = envelopes.poll();
    if (payload == null) return null;
    records -= (int) payload.records();
    bytes -= payload.size();
    return payload;
  }

  int records() {
    return records;
  }

  int bytes() {
    return bytes;
  }
}
