// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship.spool;

import dev.faultline.agent.export.Payload;
import dev.faultline.agent.export.Signal;
import dev.faultline.agent.export.StoredPayload;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Payloads whose content tells which they are. */
final class Payloads {
  private Payloads() {}

  /** One record, a body of so many bytes; the same for the same number. */
  static Payload of(Signal signal, int number, int size) {
    byte[] body = new byte[size];
    new Random(number).nextBytes(body);
    return Payload.single(signal, "application/octet-stream", body, 1);
  }

  /** A list of three pieces that stand for one record, two and three. */
  static Payload list() {
    byte[] body = "[aa,bbb,cccc]".getBytes(StandardCharsets.UTF_8);
    int[] ends = {3, 7, 12};
    int[] units = {1, 2, 3};
    return new Payload(Signal.SPANS, "application/json", body, 1, 1, new int[0], ends, units);
  }

  /** All that there is to it. */
  static byte[] bytes(Payload payload) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StoredPayload.write(payload, new DataOutputStream(out));
    return out.toByteArray();
  }

  static String body(Payload payload) {
    return new String(payload.raw(), StandardCharsets.UTF_8);
  }
}
