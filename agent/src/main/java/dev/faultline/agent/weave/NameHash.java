// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

/**
 * 64 bits for a name, the same whether it is read from a String or from a class file (FNV-1a;
 * beyond ASCII the two differ, which costs a look and nothing else). Never 0. Two names out of
 * 20,000 share a hash with a probability of 1 in 10^11.
 */
final class NameHash {
  private static final long BASIS = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private NameHash() {}

  static long of(String name) {
    long hash = BASIS;
    for (int i = 0; i < name.length(); i++) hash = (hash ^ name.charAt(i)) * PRIME;
    return finish(hash);
  }

  static long of(byte[] utf8, int from, int length) {
    long hash = BASIS;
    for (int i = from; i < from + length; i++) hash = (hash ^ (utf8[i] & 0xFF)) * PRIME;
    return finish(hash);
  }

  private static long finish(long hash) {
    return hash == 0 ? 1 : hash;
  }
}
