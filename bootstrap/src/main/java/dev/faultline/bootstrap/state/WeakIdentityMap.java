// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.state;

import org.jspecify.annotations.Nullable;

/**
 * State attached to objects of others. A key is an object, not what it says it is equal to, and is
 * held weakly: neither {@code equals} nor {@code hashCode} of a key is ever called, and an entry
 * goes when its key does. <b>A value must not refer to its key</b>, or neither ever goes.
 *
 * <p>A key has one value ({@link #put}, {@link #get}, {@link #remove}), or a queue of them ({@link
 * #add}, {@link #poll}: first in, first out).
 *
 * <p><b>How it works.</b> {@value #SEGMENTS} segments, each a table of chains. Nobody ever waits.
 * Any thread reads: it walks what is pending, then one chain. Any thread takes a value, or replaces
 * it, by compare-and-set in its node. What changes a chain (an entry that is added, taken out, or
 * has to make room) is for the segment's owner, which a thread becomes while nobody is: who would
 * add an entry meanwhile leaves it pending, who has taken one leaves its node where it is, and the
 * next owner sees to it. An owner that the system has suspended so keeps nobody. Whatever an owner
 * does, a reader that walks finds each entry that was there before it began and is there still:
 *
 * <ul>
 *   <li>a new node is complete before the volatile write that makes it the head of its chain;
 *   <li>a node that is taken out keeps its {@code next}, so a reader standing on it goes on;
 *   <li>growing copies the live nodes, and leaves the old chains as they are. A node that was
 *       copied refers to its copy, which alone has the value: so it is taken once, wherever it is
 *       found;
 *   <li>what is pending is copied likewise, and let go of when all copies are in their chains;
 *   <li>who leaves an entry pending leaves out dead ones before it, and no other.
 * </ul>
 *
 * The benign race: a reader on an old chain may see an entry, or a value, that was replaced since
 * it began. It is as if it had read earlier.
 *
 * <p><b>What it costs.</b> 40 bytes an entry. Dead entries are cleared away by later writes, some
 * with each, before a table would grow, and when asked to.
 *
 * @param <V> what is attached
 */
public final class WeakIdentityMap<V> {
  static final int SEGMENTS = 16;

  /** The segment is chosen by the high bits of the hash, the chain by the low ones. */
  private static final int SEGMENT_SHIFT = 28;

  private final Segment<V>[] segments;

  @SuppressWarnings({"unchecked", "rawtypes"}) // the array never leaves
  public WeakIdentityMap() {
    segments = new Segment[SEGMENTS];
    for (int i = 0; i < SEGMENTS; i++) segments[i] = new Segment<>();
  }

  /** The value of the key, or null. Of several, the one added last. */
  public @Nullable V get(Object key) {
    int hash = hash(key);
    return segment(hash).get(key, hash);
  }

  /** Attaches a value to the key, in place of the one it had. */
  public void put(Object key, V value) {
    int hash = hash(key);
    segment(hash).put(key, hash, value);
  }

  /** Takes the value off the key. Of several, the one added last. */
  public @Nullable V remove(Object key) {
    int hash = hash(key);
    return segment(hash).takeNewest(key, hash);
  }

  /**
   * Takes the value off a key that is not expected to be used again (what it stands for was
   * closed). It is not left to the collector: an entry that outlives a collection costs several
   * times one that does not. The last few hundred can still be {@link #retired asked for}.
   */
  public void retire(Object key) {
    int hash = hash(key);
    Segment<V> segment = segment(hash);
    if (segment.newest(key, hash) != null) segment.retire(key, hash);
  }

  /** The value of a key that was retired not long ago, or null. */
  public @Nullable V retired(Object key) {
    int hash = hash(key);
    return segment(hash).retired(key, hash);
  }

  /** Attaches one more value to the key. */
  public void add(Object key, V value) {
    int hash = hash(key);
    segment(hash).add(key, hash, value);
  }

  /** Takes the value off the key that was added first. */
  public @Nullable V poll(Object key) {
    int hash = hash(key);
    return segment(hash).takeOldest(key, hash);
  }

  /**
   * Takes a certain value off the key.
   *
   * @return whether the key had it
   */
  public boolean remove(Object key, V value) {
    int hash = hash(key);
    return segment(hash).take(key, hash, value);
  }

  /**
   * Clears away entries whose key is gone: for maps that may not be written to for long. Goes
   * through all chains, and waits for nobody.
   */
  public void expunge() {
    for (Segment<V> segment : segments) segment.expunge();
  }

  /**
   * Number of entries, dead ones included that were not cleared away yet. Goes through all of them:
   * for tests, and for who asks seldom.
   */
  public int size() {
    int size = 0;
    for (Segment<V> segment : segments) size += segment.size();
    return size;
  }

  /** Number of chains, which is what memory use outside of the entries goes by. */
  int tableLength() {
    int length = 0;
    for (Segment<V> segment : segments) length += segment.tableLength();
    return length;
  }

  Segment<V> segment(int hash) {
    return segments[hash >>> SEGMENT_SHIFT];
  }

  /** Spread, because some JVMs have 25 bits of it, and some make it from the address. */
  static int hash(Object key) {
    int hash = System.identityHashCode(key) * 0x9E3779B9;
    return (hash ^ hash >>> 16) & ~Node.MARKS;
  }
}
