// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.http;

import dev.faultline.agent.console.otlp.BoundedInput;
import dev.faultline.agent.console.otlp.Budget;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** A body that was gzipped, in memory that is leased as it grows: a bomb goes off early. */
final class Unzipped {
  private static final int FIRST = 16_384;

  byte[] bytes = new byte[0];
  int length;

  private Unzipped() {}

  /**
   * @param most bytes, more of which are {@link BoundedInput.TooLarge}
   */
  static Unzipped of(byte[] zipped, int length, int most, Budget.Lease lease) throws IOException {
    Unzipped plain = new Unzipped();
    InputStream body = new ByteArrayInputStream(zipped, 0, length);
    try (InputStream in = new BoundedInput(new GZIPInputStream(body, 8_192), most)) {
      plain.read(in, lease);
    }
    return plain;
  }

  private void read(InputStream in, Budget.Lease lease) throws IOException {
    while (true) {
      if (length == bytes.length) {
        int more = Math.max(FIRST, bytes.length);
        lease.take(more);
        bytes = Arrays.copyOf(bytes, bytes.length + more);
      }
      int count = in.read(bytes, length, bytes.length - length);
      if (count < 0) return;
      length += count;
    }
  }
}
