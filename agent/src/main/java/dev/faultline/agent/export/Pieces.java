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
  private static final int FIRST_BYTES = 16 << 10;
  private static final int FIRST_PIECES = 64;
  private static final int[] NO_LENGTHS = {};

  /** An array is too large when it has room for so many of the usual batches. */
  private static final int OUTSIZED = 4;

  /** Holds the head once a record has begun, and an array only then. */
  public final Bytes out = new Bytes();

  private final Signal signal;
  private final String contentType;
  private final byte[] head;
  private final byte[] separator;
  private final byte[] tail;
  private final int[] lengthsAt;

  private final Spare spare = new Spare();

  /** What batches take of late: at once more, and half as much after eleven that took less. */
  private int usual = FIRST_BYTES;

  private int[] ends = new int[FIRST_PIECES];
  private int[] units = new int[FIRST_PIECES];
  private int count;
  private int total;

  /** How many pieces the latest batch had. */
  private int latest;

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
    if (count > 0) {
      out.write(separator);
    } else if (out.length() == 0) {
      start();
    }
  }

  private void start() {
    if (ends.length > Math.max(FIRST_PIECES, OUTSIZED * latest)) {
      ends = new int[ends.length / 2];
      units = new int[ends.length];
    }
    byte[] array = spare.take();
    out.use(array == null || isOutsized(array) ? new byte[usual + usual / 8] : array);
    out.write(head);
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
    ends[count] = out.length();
    units[count] = records;
    count++;
    total += records;
  }

  /** Takes back what was written since the last {@link #end}. */
  public void rollback() {
    out.truncate(count == 0 ? head.length : ends[count - 1]);
  }

  /** Records written so far. */
  public int records() {
    return total;
  }

  /** Bytes written so far. */
  public int bytes() {
    return Math.max(0, out.length() - head.length);
  }

  /** All records written so far, or null when there is none; then begins anew. */
  public @Nullable Payload take() {
    return take(false);
  }

  /**
   * The same without a copy: what is returned is to be given back ({@link Payload#giveBack}) when
   * it was delivered.
   */
  public @Nullable Payload lend() {
    return take(true);
  }

  private @Nullable Payload take(boolean lend) {
    if (count == 0) return null;
    int end = out.length();
    Payload payload;
    try {
      out.write(tail);
      Payload.setLengths(out.array(), out.length(), lengthsAt);
      usual = Math.max(out.length(), usual - usual / 16);
      boolean lent = lend && !isOutsized(out.array());
      payload = payload(lent ? out.array() : out.toByteArray(), lent ? spare : null);
    } catch (OutOfMemoryError e) {
      out.truncate(end); // it may go next time
      throw e;
    }
    if (payload.body == out.array()) out.letGo();
    clear();
    return payload;
  }

  private Payload payload(byte[] body, @Nullable Spare lender) {
    return new Payload(
        signal,
        contentType,
        body,
        out.length(),
        lender,
        head.length,
        separator.length,
        lengthsAt,
        Arrays.copyOf(ends, count),
        Arrays.copyOf(units, count));
  }

  /** Forgets all that was written. */
  public void clear() {
    latest = count;
    count = 0;
    total = 0;
    byte[] array = out.array();
    out.letGo();
    if (array.length > 0) spare.give(array);
  }

  private boolean isOutsized(byte[] array) {
    return array.length / OUTSIZED > usual;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
