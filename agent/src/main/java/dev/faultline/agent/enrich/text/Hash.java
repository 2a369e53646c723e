// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.text;

import dev.faultline.bootstrap.trace.Ids;

/**
 * FNV-1a over 64 bits, with MurmurHash's finish. Not MessageDigest: see the RATIONALE of stacks.
 * For one thread.
 */
public final class Hash {
  private static final long PRIME = 0x100000001b3L;

  private long state = 0xcbf29ce484222325L;

  /** Takes in a text, and that it ends there. */
  public void add(String text) {
    for (int i = 0; i < text.length(); i++) mix(text.charAt(i));
    mix('\n');
  }

  /** Takes in what {@link #of} answered for a text. */
  public void add(long hash) {
    state = (state ^ hash) * PRIME;
    state ^= state >>> 32;
  }

  /** The hash of one text. */
  public static long of(String text) {
    Hash hash = new Hash();
    hash.add(text);
    return hash.finish();
  }

  /** What it has come to, in 16 hexadecimal digits. */
  public String hex() {
    return Ids.hex(finish());
  }

  /** What it has come to. */
  public long finish() {
    long h = state;
    h ^= h >>> 33;
    h *= 0xff51afd7ed558ccdL;
    h ^= h >>> 33;
    h *= 0xc4ceb9fe1a85ec53L;
    h ^= h >>> 33;
    return h;
  }

  private void mix(char c) {
    state = (state ^ (c & 0xff)) * PRIME;
    state = (state ^ (c >> 8)) * PRIME;
  }
}
