// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.attribute;

import org.jspecify.annotations.Nullable;

/**
 * Names of spans that were made of late: they are few, and come again and again. One place for each
 * hash, so that a look allocates nothing. For one thread.
 */
final class SpanNames {
  private static final int PLACES = 256; // a power of two
  private static final int MAX_LENGTH = 512;

  private final @Nullable String[] firsts = new String[PLACES];
  private final @Nullable String[] seconds = new String[PLACES];
  private final @Nullable String[] names = new String[PLACES];

  interface Naming {
    String of(String first, String second);
  }

  /** What {@code naming} makes of two texts; it must make the same of them each time. */
  String of(String first, String second, Naming naming) {
    int hash = 31 * first.hashCode() + second.hashCode();
    int place = (hash ^ hash >>> 16) & PLACES - 1;
    String known = names[place];
    if (known != null && second.equals(seconds[place]) && first.equals(firsts[place])) return known;
    String name = naming.of(first, second);
    if (name.length() > MAX_LENGTH) return name;
    firsts[place] = first;
    seconds[place] = second;
    names[place] = name;
    return name;
  }
}
