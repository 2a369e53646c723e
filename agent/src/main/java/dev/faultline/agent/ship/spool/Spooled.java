// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship.spool;

import dev.faultline.agent.export.Signal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A payload in a file. What has to be known of it without reading it stands in the file's name, so
 * that a file that turns out to be torn can be accounted for all the same. Immutable; ordered by
 * age.
 */
public final class Spooled implements Comparable<Spooled> {
  /** What a disk gives a file is a multiple of this, near enough. */
  static final int BLOCK = 4096;

  private static final Pattern NAME =
      Pattern.compile("(\\d{19})-(\\d{6,18})-(FAULTS|METRICS|LOGS|SPANS)-(\\d{1,18})\\.flp");
  private static final String TEMPORARY = ".tmp";

  public final Signal signal;

  /** Number of records in it. */
  public final long records;

  /** What it takes of the disk: its length, rounded up to whole blocks of 4 KB. */
  public final long bytes;

  /** When it was written, in milliseconds since the epoch; what is younger has no lower value. */
  public final long millis;

  /** Tells those of one millisecond apart. */
  final long sequence;

  Spooled(long millis, long sequence, Signal signal, long records, long length) {
    this.millis = millis;
    this.sequence = sequence;
    this.signal = signal;
    this.records = records;
    this.bytes = blocks(length);
  }

  static long blocks(long length) {
    return (length + BLOCK - 1) / BLOCK * BLOCK;
  }

  /**
   * What a file's name says.
   *
   * @return null when it is no such file
   */
  static @Nullable Spooled of(String name, long length) {
    Matcher parts = NAME.matcher(name);
    if (!parts.matches()) return null;
    try {
      return new Spooled(
          Long.parseLong(parts.group(1)),
          Long.parseLong(parts.group(2)),
          Signal.valueOf(parts.group(3)),
          Long.parseLong(parts.group(4)),
          length);
    } catch (NumberFormatException e) {
      return null; // nineteen digits may be too many
    }
  }

  /** Whether a file of this name is one that was never finished. */
  static boolean isTemporary(String name) {
    int end = name.length() - TEMPORARY.length();
    return name.endsWith(TEMPORARY) && of(name.substring(0, end), 0) != null;
  }

  /** The same under the next name. */
  Spooled next() {
    return new Spooled(millis, sequence + 1, signal, records, bytes);
  }

  String name() {
    return String.format(
        Locale.ROOT, "%019d-%06d-%s-%d.flp", millis, sequence, signal.name(), records);
  }

  /** The name it has until it is complete. */
  String temporaryName() {
    return name() + TEMPORARY;
  }

  @Override
  public int compareTo(Spooled other) {
    int order = Long.compare(millis, other.millis);
    if (order == 0) order = Long.compare(sequence, other.sequence);
    if (order == 0) order = signal.compareTo(other.signal);
    return order != 0 ? order : Long.compare(records, other.records);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Spooled && compareTo((Spooled) other) == 0;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(31 * millis + sequence);
  }

  /** The file's name. */
  @Override
  public String toString() {
    return name();
  }
}
