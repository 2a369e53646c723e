// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One body to be posted, with the boundaries of what it is made of: a head, pieces with a comma in
 * between, a tail. The boundaries are what lets a body that is too large be cut in two without
 * encoding anything again.
 */
public final class Payload {
  public final Signal signal;

  /** What is appended to the endpoint. */
  public final String path;

  public final String contentType;

  /** {@code gzip}, or null. */
  public final @Nullable String contentEncoding;

  /** What is sent. Not to be changed. */
  public final byte[] body;

  private final int headLength;

  /** Where each piece ends, in the body before compression. */
  private final int[] ends;

  /** How many records each piece stands for. */
  private final int[] units;

  private final long records;

  /**
   * @param body from the head's first byte to the tail's last
   * @param ends one for each piece, ascending; at least one
   * @param units as many
   */
  public Payload(
      Signal signal,
      String path,
      String contentType,
      byte[] body,
      int headLength,
      int[] ends,
      int[] units) {
    this(signal, path, contentType, null, body, headLength, ends, units);
  }

  private Payload(
      Signal signal,
      String path,
      String contentType,
      @Nullable String contentEncoding,
      byte[] body,
      int headLength,
      int[] ends,
      int[] units) {
    if (ends.length == 0 || ends.length != units.length) throw new IllegalArgumentException();
    this.signal = signal;
    this.path = path;
    this.contentType = contentType;
    this.contentEncoding = contentEncoding;
    this.body = body;
    this.headLength = headLength;
    this.ends = ends;
    this.units = units;
    long sum = 0;
    for (int each : units) sum += each;
    this.records = sum;
  }

  /** Number of records in it; at least 1. */
  public long records() {
    return records;
  }

  /** Bytes it takes on the wire, and in the backlog. */
  public int size() {
    return body.length;
  }

  public boolean isDivisible() {
    return ends.length > 1;
  }

  /** The same, compressed. */
  public Payload compress(Gzip gzip) {
    byte[] compressed = gzip.compress(body);
    return new Payload(
        signal, path, contentType, Gzip.ENCODING, compressed, headLength, ends, units);
  }

  /** Two halves, uncompressed. It must be divisible. */
  public Payload[] divide() {
    byte[] raw = contentEncoding == null ? body : Gzip.decompress(body);
    int middle = ends.length / 2;
    return new Payload[] {part(raw, 0, middle), part(raw, middle, ends.length)};
  }

  private Payload part(byte[] raw, int from, int to) {
    int tailFrom = ends[ends.length - 1];
    int tailLength = raw.length - tailFrom;
    int start = from == 0 ? headLength : ends[from - 1] + 1; // after the comma
    int length = ends[to - 1] - start;
    byte[] cut = new byte[headLength + length + tailLength];
    System.arraycopy(raw, 0, cut, 0, headLength);
    System.arraycopy(raw, start, cut, headLength, length);
    System.arraycopy(raw, tailFrom, cut, headLength + length, tailLength);
    int[] cutEnds = Arrays.copyOfRange(ends, from, to);
    for (int i = 0; i < cutEnds.length; i++) cutEnds[i] -= start - headLength;
    int[] cutUnits = Arrays.copyOfRange(units, from, to);
    return new Payload(signal, path, contentType, cut, headLength, cutEnds, cutUnits);
  }
}
