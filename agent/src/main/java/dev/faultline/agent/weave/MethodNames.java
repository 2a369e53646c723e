// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import java.util.Arrays;
import java.util.Collection;

/** A set of method names that a class file is held against without decoding its own. */
final class MethodNames {
  /** Every name: for rules that do not say. */
  static final MethodNames ANY = new MethodNames(new long[0], true);

  private final long[] hashes;
  private final boolean any;

  private MethodNames(long[] hashes, boolean any) {
    this.hashes = hashes;
    this.any = any;
  }

  static MethodNames of(Collection<String> names) {
    if (names.isEmpty()) return ANY;
    long[] hashes = new long[names.size()];
    int i = 0;
    for (String name : names) hashes[i++] = NameHash.of(name);
    Arrays.sort(hashes);
    return new MethodNames(hashes, false);
  }

  MethodNames or(MethodNames others) {
    if (any || others.any) return ANY;
    long[] both = Arrays.copyOf(hashes, hashes.length + others.hashes.length);
    System.arraycopy(others.hashes, 0, both, hashes.length, others.hashes.length);
    Arrays.sort(both);
    return new MethodNames(both, false);
  }

  boolean areAny() {
    return any;
  }

  boolean contain(long hash) {
    return any || Arrays.binarySearch(hashes, hash) >= 0;
  }
}
