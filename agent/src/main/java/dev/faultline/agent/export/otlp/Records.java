// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.otlp;

import dev.faultline.agent.export.Payload;
import dev.faultline.agent.export.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The records of one signal that wait to be taken, with a comma in between and their boundaries
 * noted. A record that fails half-way is taken back by {@link #rollback}.
 */
final class Records {
  private static final String CONTENT_TYPE = "application/json";
  private static final int USUAL_BYTES = 256 << 10;

  final Json json = new Json();

  private final Signal signal;
  private final String path;
  private final byte[] head;
  private final byte[] tail;

  private int[] ends = new int[64];
  private int[] units = new int[64];
  private int count;
  private int total;

  /**
   * @param head JSON up to the first record
   * @param tail JSON after the last
   */
  Records(Signal signal, String path, String head, String tail) {
    this.signal = signal;
    this.path = path;
    this.head = head.getBytes(StandardCharsets.UTF_8);
    this.tail = tail.getBytes(StandardCharsets.UTF_8);
  }

  void begin() throws IOException {
    if (count > 0) json.raw(',');
  }

  /**
   * @param stands number of records, as they are counted, that this piece stands for
   */
  void end(int stands) {
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, 2 * count);
      units = Arrays.copyOf(units, 2 * count);
    }
    ends[count] = head.length + json.length();
    units[count] = stands;
    count++;
    total += stands;
  }

  /** Takes back what was written since the last {@link #end}. */
  void rollback() {
    try {
      json.truncate(count == 0 ? 0 : ends[count - 1] - head.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // there is no I/O: all is in memory
    }
  }

  int records() {
    return total;
  }

  int bytes() {
    return json.length();
  }

  @Nullable Payload take() {
    if (count == 0) return null;
    try {
      byte[] body = json.copy(head, tail);
      int[] e = Arrays.copyOf(ends, count);
      int[] u = Arrays.copyOf(units, count);
      return new Payload(signal, path, CONTENT_TYPE, body, head.length, e, u);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      count = 0;
      total = 0;
      rollback();
      json.shrink(USUAL_BYTES);
    }
  }
}
