// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.sentry;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Writes moments as Sentry takes them: seconds since 1970, of which it keeps microseconds. */
final class Times {
  private Times() {}

  static void write(String field, long epochNanos, JsonGenerator json) throws IOException {
    long micros = epochNanos / 1_000;
    StringBuilder text = new StringBuilder(20).append(micros / 1_000_000).append('.');
    String fraction = Long.toString(1_000_000 + micros % 1_000_000);
    json.writeFieldName(field);
    json.writeNumber(text.append(fraction, 1, fraction.length()).toString());
  }
}
