// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.thrown;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Throwables that refer to each other, in a cycle perhaps: what is known of each, once. */
final class Reached {
  /** Looked at. A hostile getCause() could go on for ever. */
  static final int MAX = 1_000;

  private static final int FEW = 8;

  private final List<Thrown> few = new ArrayList<>(2);
  private @Nullable Map<Throwable, Thrown> many;

  @Nullable Thrown find(Throwable throwable) {
    Map<Throwable, Thrown> many = this.many;
    if (many != null) return many.get(throwable);
    for (int i = 0; i < few.size(); i++) {
      if (few.get(i).throwable == throwable) return few.get(i);
    }
    return null;
  }

  void add(Thrown thrown) {
    Map<Throwable, Thrown> many = this.many;
    if (many == null && few.size() < FEW) {
      few.add(thrown);
      return;
    }
    if (many == null) {
      many = new IdentityHashMap<>();
      this.many = many;
      for (Thrown each : few) many.put(each.throwable, each);
    }
    many.put(thrown.throwable, thrown);
  }

  boolean isFull() {
    return many != null && many.size() >= MAX;
  }
}
