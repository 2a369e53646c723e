// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.stack;

import dev.faultline.bootstrap.trace.Ids;
import org.jspecify.annotations.Nullable;

/**
 * Hashes in hexadecimal digits: in a storm it is the same one over and over. One place for each, so
 * that a look allocates nothing. For one thread.
 */
final class KnownHashes {
  private static final int PLACES = 64; // a power of two

  private final long[] hashes = new long[PLACES];
  private final @Nullable String[] texts = new String[PLACES];

  /** 16 digits. */
  String hex(long hash) {
    int place = (int) hash & PLACES - 1;
    String known = texts[place];
    if (known != null && hashes[place] == hash) return known;
    String text = Ids.hex(hash);
    hashes[place] = hash;
    texts[place] = text;
    return text;
  }
}
