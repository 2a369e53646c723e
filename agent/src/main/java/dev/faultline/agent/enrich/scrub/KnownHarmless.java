// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.scrub;

import org.jspecify.annotations.Nullable;

/**
 * Texts that were looked at of late, and nothing had to be hidden in: to look them up is a fraction
 * of looking again. One place for each hash, so that nothing is allocated, and a client that makes
 * up texts pushes out others and no more. For one thread.
 */
final class KnownHarmless {
  private static final int PLACES = 256; // a power of two
  private static final int MAX_LENGTH = 256;

  private final @Nullable String[] texts = new String[PLACES];

  boolean contains(String text) {
    return text.length() <= MAX_LENGTH && text.equals(texts[place(text)]);
  }

  void add(String text) {
    if (text.length() <= MAX_LENGTH) texts[place(text)] = text;
  }

  private static int place(String text) {
    int hash = text.hashCode();
    return (hash ^ hash >>> 16) & PLACES - 1;
  }
}
