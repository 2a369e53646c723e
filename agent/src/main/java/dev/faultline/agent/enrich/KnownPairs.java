// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich;

import org.jspecify.annotations.Nullable;

/**
 * Texts that were made of two others of late, such as names of spans: they are few, and come again
 * and again. One place for each hash, so that a look allocates nothing. For one thread.
 */
public final class KnownPairs {
  private static final int PLACES = 256; // a power of two
  private static final int MAX_LENGTH = 512;

  private final Naming naming;
  private final @Nullable String[] firsts = new String[PLACES];
  private final @Nullable String[] seconds = new String[PLACES];
  private final @Nullable String[] names = new String[PLACES];

  /** Makes a text of two; it must make the same of them each time. */
  public interface Naming {
    String of(String first, String second);
  }

  public KnownPairs(Naming naming) {
    this.naming = naming;
  }

  /** Of texts that are put together with a blank between them. */
  static KnownPairs joined() {
    return new KnownPairs((first, second) -> first + ' ' + second);
  }

  /** What is made of the two. */
  public String of(String first, String second) {
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
