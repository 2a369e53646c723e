// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.trace.CurrentTrace;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the last few statements that this thread has made while it served a request, or
 * ran a task for one, and of connections that a pool gave it. They mostly live for less than their
 * request, and an entry in the map of all threads costs a weak reference and an identity hash; here
 * it costs nothing. See the RATIONALE of the traces.
 *
 * <p>Statements are held strongly, but only as long as the request is served or the task runs: what
 * is still open then goes into the map. One thread writes; any thread may read, which is why a key
 * is taken away before its value is changed for another key's.
 */
final class MadeStatements {
  private static final int SIZE = 8;

  private final AtomicReferenceArray<@Nullable Object> keys = new AtomicReferenceArray<>(SIZE);
  private final AtomicReferenceArray<@Nullable Object> states = new AtomicReferenceArray<>(SIZE);

  /**
   * What a pool's statement hands on to, as far as that is known. For the owner alone, as is the
   * rest.
   */
  private final @Nullable Object[] inner = new Object[SIZE];

  /** Slots in use, from the first on. */
  private int used;

  /** Where the statement is that was last looked for. */
  private int recent;

  /** A bit for each of them whose statement is closed. */
  private int closed;

  /** The current thread's, or null when it has none, or nothing in it. */
  static @Nullable MadeStatements of(@Nullable CurrentTrace current) {
    Object made = current == null ? null : current.made;
    if (!(made instanceof MadeStatements)) return null;
    return ((MadeStatements) made).used == 0 ? null : (MadeStatements) made;
  }

  /** Where the current thread may put a statement that it has just made; null if nowhere. */
  static @Nullable MadeStatements forNew(@Nullable CurrentTrace current) {
    if (current == null || current.serving == null && !current.helps) return null;
    if (!current.noted) OpenRequests.note(current);
    return current.made instanceof MadeStatements ? (MadeStatements) current.made : null;
  }

  /** The request is served, or will be by another thread; or the task has run. */
  static void served(CurrentTrace current, boolean goesOn) {
    if (current.made instanceof MadeStatements) ((MadeStatements) current.made).release(goesOn);
  }

  /** For the owner. */
  @Nullable Object get(Object statement) {
    int slot = slotOf(statement);
    return slot < 0 ? null : states.get(slot);
  }

  /** For any thread. */
  @Nullable Object find(Object statement) {
    for (int slot = 0; slot < SIZE; slot++) {
      if (keys.get(slot) != statement) continue;
      Object state = states.get(slot);
      if (keys.get(slot) == statement) return state; // else the slot was another's in between
    }
    return null;
  }

  boolean isOpen(Object statement) {
    int slot = slotOf(statement);
    return slot >= 0 && (closed >> slot & 1) == 0;
  }

  /** Changes the state of a statement that is here; whether it is. */
  boolean set(Object statement, Object state) {
    int slot = slotOf(statement);
    if (slot < 0) return false;
    states.lazySet(slot, state);
    closed &= ~(1 << slot);
    return true;
  }

  /**
   * Adds a statement; false when there is no room.
   *
   * @param inside the driver's statement that it hands on to, or null
   */
  boolean add(Object statement, Object state, @Nullable Object inside) {
    if (set(statement, state)) return true;
    int slot = used < SIZE ? used++ : firstClosed();
    if (slot < 0) return false;
    keys.lazySet(slot, null);
    states.lazySet(slot, state);
    keys.lazySet(slot, statement);
    inner[slot] = inside;
    closed &= ~(1 << slot);
    recent = slot;
    return true;
  }

  /**
   * Whether it is what the statement that was last looked for hands on to: of that nothing else is
   * known. A pool closes it with its own, and to look for it everywhere would cost the identity
   * hash that the table is there to save.
   */
  boolean isInner(Object statement) {
    return inner[recent] == statement;
  }

  /**
   * A statement that is here was closed.
   *
   * @param kept what is still to be known of it, or null
   */
  void close(Object statement, @Nullable Object kept) {
    int slot = slotOf(statement);
    if (slot < 0) return;
    states.lazySet(slot, kept);
    closed |= 1 << slot;
  }

  private void release(boolean goesOn) {
    for (int slot = 0; slot < used; slot++) {
      Object statement = keys.get(slot);
      Object state = states.get(slot);
      boolean open = (closed >> slot & 1) == 0;
      if (statement != null && state != null && (open || goesOn)) {
        JdbcState.release(statement, state, open); // first: a reader looks here, then there
      }
      keys.lazySet(slot, null);
      states.lazySet(slot, null);
      inner[slot] = null;
    }
    recent = 0;
    used = 0;
    closed = 0;
  }

  /**
   * Mostly it is the statement that was just made, or the connection that the request began with.
   */
  private int slotOf(Object statement) {
    if (keys.get(recent) == statement) return recent;
    if (keys.get(0) == statement) return 0;
    for (int slot = used - 1; slot > 0; slot--) {
      if (keys.get(slot) != statement) continue;
      recent = slot;
      return slot;
    }
    return -1;
  }

  private int firstClosed() {
    return closed == 0 ? -1 : Integer.numberOfTrailingZeros(closed);
  }
}
