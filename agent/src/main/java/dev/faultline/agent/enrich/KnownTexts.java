// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich;

import org.jspecify.annotations.Nullable;

/**
 * Short texts that come again and again (names of threads, user agents), with what they are told
 * as: to look is a tenth of what scrubbing takes. One place for each hash: what comes often is soon
 * back in a place that something else was put into. For one thread.
 */
final class KnownTexts {
  private static final int PLACES = 512; // a power of two
  private static final int MAX_LENGTH = 512;

  private final @Nullable String[] texts = new String[PLACES];
  private final @Nullable String[] told = new String[PLACES];

  interface Scrubbing {
    String of(String text);
  }

  String of(String text, Scrubbing scrubbing) {
    if (text.length() > MAX_LENGTH) return scrubbing.of(text);
    int hash = text.hashCode();
    int place = (hash ^ hash >>> 16) & PLACES - 1;
    String known = told[place];
    if (known != null && text.equals(texts[place])) return known;
    String scrubbed = scrubbing.of(text);
    texts[place] = text;
    told[place] = scrubbed;
    return scrubbed;
  }
}
