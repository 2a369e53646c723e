// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.otlp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The members of an object that is being read: names and nodes in turn, in one array. Objects of
 * OTLP have few members, where a hash table would take several times the memory.
 */
final class Members {
  private static final Object[] NONE = {};

  private @Nullable Object[] all = new @Nullable Object[8];
  private int size;

  void add(String name, Node node) {
    if (size == all.length) all = Arrays.copyOf(all, 2 * size);
    all[size++] = name;
    all[size++] = node;
  }

  /** In the place of the one of that name, where there is one. */
  void set(String name, Node node) {
    int at = find(all, size, name);
    if (at < 0) {
      add(name, node);
    } else {
      all[at + 1] = node;
    }
  }

  @Nullable Node get(String name) {
    int at = find(all, size, name);
    return at < 0 ? null : (Node) all[at + 1];
  }

  void remove(String name) {
    int at = find(all, size, name);
    if (at < 0) return;
    System.arraycopy(all, at + 2, all, at, size - at - 2);
    size -= 2;
  }

  /** All of another object. */
  void addAll(@Nullable Object[] members) {
    for (int i = 0; i < members.length; i += 2) {
      add((String) members[i], (Node) members[i + 1]);
    }
  }

  Node toNode() {
    return new Node(size == 0 ? NONE : Arrays.copyOf(all, size));
  }

  /** Of several of the same name the last one counts. */
  static @Nullable Node find(@Nullable Object[] members, String name) {
    int at = find(members, members.length, name);
    return at < 0 ? null : (Node) members[at + 1];
  }

  private static int find(@Nullable Object[] members, int size, String name) {
    for (int i = size - 2; i >= 0; i -= 2) if (name.equals(members[i])) return i;
    return -1;
  }
}
