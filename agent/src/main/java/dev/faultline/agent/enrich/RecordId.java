// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich;

import dev.faultline.bootstrap.trace.Ids;
import java.util.SplittableRandom;
import java.util.UUID;

/** Ids of records, by which a receiver can tell that one came twice. For the shipper's thread. */
public final class RecordId {
  private static final long VERSION_4 = 0x4000L;
  private static final long VARIANT_2 = 0x8000000000000000L;

  /** Seeded as well as a JVM can; then fast. */
  private static final SplittableRandom RANDOM =
      new SplittableRandom(UUID.randomUUID().getMostSignificantBits());

  private RecordId() {}

  /** A random UUID (RFC 4122, version 4) as 32 lower-case hexadecimal digits. */
  public static String next() {
    long high = RANDOM.nextLong() & ~0xF000L | VERSION_4;
    long low = RANDOM.nextLong() & 0x3FFFFFFFFFFFFFFFL | VARIANT_2;
    return Ids.hex(high, low);
  }
}
