// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The records of one signal that wait to be taken, back to back, with their boundaries noted. To
 * write one: {@link #begin}, write to {@link #out}, {@link #end}; or {@link #rollback}, which takes
 * back what was written of it. For one thread.
 */
public final class Pieces {
  private static final int USUAL_BYTES = 256 << 10;
  private static final int[] NO_LENGTHS = {};

  public final Bytes out = new Bytes();

  private final Signal signal;
  private final String contentType;
  private final byte[] head;
  private final byte[] separator;
  private final byte[] tail;
  private final int[] lengthsAt;

  private int[] ends = new int[64];
  private int[] units = new int[64];
  private int count;
  private int total;

  /**
   * @param head text before the first record
   * @param separator text between two records; may be empty
   * @param tail text after the last
   */
  public Pieces(Signal signal, String contentType, String head, String separator, String tail) {
    this(signal, contentType, utf8(head), utf8(separator), utf8(tail), NO_LENGTHS);
  }

  /**
   * @param lengthsAt offsets in the head at which lengths stand; see {@link Payload#setLengths}
   */
  public Pieces(Signal signal, String contentType, byte[] head, int[] lengthsAt) {
    this(signal, contentType, head, new byte[0], new byte[0], lengthsAt);
  }

  private Pieces(
      Signal signal,
      String contentType,
      byte[] head,
      byte[] separator,
      byte[] tail,
      int[] lengthsAt) {
    this.signal = signal;
    this.contentType = contentType;
    this.head = head;
    this.separator = separator;
    this.tail = tail;
    this.lengthsAt = lengthsAt;
  }

  /** Begins a record. */
  public void begin() {
    if (count > 0) out.write(separator);
  }

  /** Ends one record; what was written for it must be in {@link #out} by now. */
  public void end() {
    end(1);
  }

  /**
   * Ends a piece that stands for several records.
   *
   * @param records as they are counted
   */
  public void end(int records) {
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, 2 * count);
      units = Arrays.copyOf(units, 2 * count);
    }
    ends[count] = head.length + out.length();
    units[count] = records;
    count++;
    total += records;
  }

  /** Takes back what was written since the last {@link #end}. */
  public void rollback() {
    out.truncate(count == 0 ? 0 : ends[count - 1] - head.length);
  }

  /** Records written so far. */
  public int records() {
    return total;
  }

  /** Bytes written so far. */
  public int bytes() {
    return out.length();
  }

  /** All records written so far, or null when there is none; then begins anew. */
  public @Nullable Payload take() {
    if (count == 0) return null;
    byte[] body = new byte[head.length + out.length() + tail.length];
    System.arraycopy(head, 0, body, 0, head.length);
    System.arraycopy(out.array(), 0, body, head.length, out.length());
    System.arraycopy(tail, 0, body, head.length + out.length(), tail.length);
    Payload.setLengths(body, lengthsAt);
    Payload payload =
        new Payload(
            signal,
            contentType,
            body,
            head.length,
            separator.length,
            lengthsAt,
            Arrays.copyOf(ends, count),
            Arrays.copyOf(units, count));
    clear();
    return payload;
  }

  /** Forgets all that was written. */
  public void clear() {
    count = 0;
    total = 0;
    out.truncate(0);
    out.shrink(USUAL_BYTES);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
