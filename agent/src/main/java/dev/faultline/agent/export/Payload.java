// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Encoded records on their way to an endpoint, with the boundaries of what they are made of: a
 * head, pieces with a separator in between, a tail. The boundaries are what lets one that is too
 * large be cut in two, and one that was taken in part be reduced to the rest, without encoding
 * anything again. Immutable, and complete in itself: it can be written to a disk ({@link
 * StoredPayload}), and be delivered by another process.
 */
public final class Payload {
  /** A length in the head is a varint that is padded to so many bytes. */
  public static final int LENGTH_BYTES = 4;

  private static final int[] NO_LENGTHS = {};

  public final Signal signal;

  /** What {@link #body} holds: the content type of a request. */
  public final String contentType;

  /** {@code gzip}, or null. */
  public final @Nullable String contentEncoding;

  /**
   * What is sent. Not to be changed. Longer than that where it is lent: then the first {@link
   * #size} bytes count.
   */
  public final byte[] body;

  final int size;

  /** Whom the body goes back to; null where it is not lent. */
  private final @Nullable Spare lender;

  final int headLength;
  final int separatorLength;

  /** Where in the head lengths stand; each counts from behind itself to the body's end. */
  final int[] lengthsAt;

  /** Where each piece ends, in the body before compression. */
  final int[] ends;

  /** How many records each piece stands for. */
  final int[] units;

  private final long records;

  /**
   * @param body from the head's first byte to the tail's last
   * @param separatorLength bytes between two pieces
   * @param lengthsAt offsets in the head at which lengths stand; empty for a text
   * @param ends one for each piece, ascending; at least one
   * @param units as many: how many records each piece stands for
   */
  public Payload(
      Signal signal,
      String contentType,
      byte[] body,
      int headLength,
      int separatorLength,
      int[] lengthsAt,
      int[] ends,
      int[] units) {
    this(
        signal,
        contentType,
        body,
        body.length,
        null,
        headLength,
        separatorLength,
        lengthsAt,
        ends,
        units);
  }

  /**
   * @param size bytes of the body that count
   * @param lender null where the body is not lent
   */
  Payload(
      Signal signal,
      String contentType,
      byte[] body,
      int size,
      @Nullable Spare lender,
      int headLength,
      int separatorLength,
      int[] lengthsAt,
      int[] ends,
      int[] units) {
    this(
        signal,
        contentType,
        null,
        body,
        size,
        lender,
        headLength,
        separatorLength,
        lengthsAt,
        ends,
        units);
  }

  Payload(
      Signal signal,
      String contentType,
      @Nullable String contentEncoding,
      byte[] body,
      int size,
      @Nullable Spare lender,
      int headLength,
      int separatorLength,
      int[] lengthsAt,
      int[] ends,
      int[] units) {
    if (ends.length == 0 || ends.length != units.length) throw new IllegalArgumentException();
    this.signal = signal;
    this.contentType = contentType;
    this.contentEncoding = contentEncoding;
    this.body = body;
    this.size = size;
    this.lender = lender;
    this.headLength = headLength;
    this.separatorLength = separatorLength;
    this.lengthsAt = lengthsAt;
    this.ends = ends;
    this.units = units;
    long sum = 0;
    for (int each : units) sum += each;
    this.records = sum;
  }

  /** A payload of one piece, which is all of the body. */
  public static Payload single(Signal signal, String contentType, byte[] body, int records) {
    int[] ends = {body.length};
    return new Payload(signal, contentType, body, 0, 0, NO_LENGTHS, ends, new int[] {records});
  }

  /** Number of records in it; at least 1. */
  public long records() {
    return records;
  }

  /** Bytes it takes on the wire, and in the backlog. */
  public int size() {
    return size;
  }

  /** Number of pieces; at least 1. */
  public int pieces() {
    return ends.length;
  }

  public boolean isDivisible() {
    return ends.length > 1;
  }

  /** The body as it was before it was compressed. */
  public byte[] raw() {
    return contentEncoding == null ? exact() : Gzip.decompress(exact());
  }

  private byte[] exact() {
    return body.length == size ? body : Arrays.copyOf(body, size);
  }

  /** The same with a body of its own; what was lent has gone back. */
  public Payload owned() {
    if (lender == null) return this;
    Payload owned =
        new Payload(
            signal,
            contentType,
            contentEncoding,
            Arrays.copyOf(body, size),
            size,
            null,
            headLength,
            separatorLength,
            lengthsAt,
            ends,
            units);
    giveBack();
    return owned;
  }

  /**
   * Gives back a body that was lent: from now on it is somebody else's. Only for who knows that
   * nobody reads it any more; else it is simply not given back.
   */
  public void giveBack() {
    if (lender != null) lender.give(body);
  }

  /** Where a piece begins in {@link #raw}. */
  public int start(int piece) {
    return piece == 0 ? headLength : ends[piece - 1] + separatorLength;
  }

  /** Where a piece ends in {@link #raw}. */
  public int end(int piece) {
    return ends[piece];
  }

  /** How many records a piece stands for. */
  public int records(int piece) {
    return units[piece];
  }

  /** The same, compressed. */
  public Payload compress(Gzip gzip) {
    byte[] zipped = gzip.compress(body, size);
    return new Payload(
        signal,
        contentType,
        Gzip.ENCODING,
        zipped,
        zipped.length,
        null,
        headLength,
        separatorLength,
        lengthsAt,
        ends,
        units);
  }

  /** Two halves, uncompressed. It must be divisible. */
  public Payload[] divide() {
    byte[] raw = raw();
    int middle = ends.length / 2;
    boolean[] first = new boolean[ends.length];
    Arrays.fill(first, 0, middle, true);
    boolean[] second = new boolean[ends.length];
    Arrays.fill(second, middle, ends.length, true);
    return new Payload[] {only(raw, first, middle), only(raw, second, ends.length - middle)};
  }

  /**
   * Those of its pieces that are wanted, uncompressed.
   *
   * @param wanted one for each piece; at least one is true
   */
  public Payload only(boolean[] wanted) {
    int count = 0;
    for (boolean each : wanted) count += each ? 1 : 0;
    return only(raw(), wanted, count);
  }

  private Payload only(byte[] raw, boolean[] wanted, int count) {
    int tailFrom = ends[ends.length - 1];
    int tailLength = raw.length - tailFrom;
    byte[] cut = new byte[raw.length];
    int[] cutEnds = new int[count];
    int[] cutUnits = new int[count];
    System.arraycopy(raw, 0, cut, 0, headLength);
    int length = headLength;
    int n = 0;
    for (int i = 0; i < ends.length; i++) {
      if (!wanted[i]) continue;
      int from = n == 0 ? start(i) : start(i) - separatorLength; // the separator comes along
      System.arraycopy(raw, from, cut, length, ends[i] - from);
      length += ends[i] - from;
      cutEnds[n] = length;
      cutUnits[n++] = units[i];
    }
    System.arraycopy(raw, tailFrom, cut, length, tailLength);
    cut = Arrays.copyOf(cut, length + tailLength);
    setLengths(cut, lengthsAt);
    return new Payload(
        signal, contentType, cut, headLength, separatorLength, lengthsAt, cutEnds, cutUnits);
  }

  /** Writes into a head's lengths what comes behind each. */
  public static void setLengths(byte[] body, int[] lengthsAt) {
    setLengths(body, body.length, lengthsAt);
  }

  static void setLengths(byte[] body, int size, int[] lengthsAt) {
    for (int at : lengthsAt) setLength(body, at, size - at - LENGTH_BYTES);
  }

  /** Writes a length as a varint that is padded to {@link #LENGTH_BYTES}. */
  public static void setLength(byte[] bytes, int at, int length) {
    for (int i = 0; i < LENGTH_BYTES; i++) {
      boolean last = i == LENGTH_BYTES - 1;
      bytes[at + i] = (byte) (length >>> 7 * i & 0x7f | (last ? 0 : 0x80));
    }
  }
}
