// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.scrub;

import org.jspecify.annotations.Nullable;

/**
 * Short texts that come again and again (names of threads, user agents), with what they are told
 * as: to look is a tenth of what scrubbing takes. Four places for each hash, so that the names of
 * some hundred threads find room beside each other; the latest pushes out the first of its four.
 * For one thread.
 */
final class KnownTexts {
  private static final int SETS = 128; // a power of two
  private static final int WAYS = 4;
  private static final int MAX_LENGTH = 512;

  private final @Nullable String[] texts = new String[SETS * WAYS];
  private final @Nullable String[] told = new String[SETS * WAYS];

  interface Scrubbing {
    String of(String text);
  }

  String of(String text, Scrubbing scrubbing) {
    if (text.length() > MAX_LENGTH) return scrubbing.of(text);
    int hash = text.hashCode();
    int first = ((hash ^ hash >>> 16) & SETS - 1) * WAYS;
    for (int i = first; i < first + WAYS; i++) {
      String known = told[i];
      if (known != null && text.equals(texts[i])) return known;
    }
    String scrubbed = scrubbing.of(text);
    System.arraycopy(texts, first, texts, first + 1, WAYS - 1);
    System.arraycopy(told, first, told, first + 1, WAYS - 1);
    texts[first] = text;
    told[first] = scrubbed;
    return scrubbed;
  }
}
