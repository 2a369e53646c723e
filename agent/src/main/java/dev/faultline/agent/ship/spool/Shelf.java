// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship.spool;

import dev.faultline.agent.export.Signal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The book of the files: which there are, and which of them are to go when there is no room. For
 * any thread; no file is touched while its lock is held.
 */
final class Shelf {
  /** Each takes some 100 bytes of memory. */
  static final int MAX_FILES = 1 << 16;

  private final Map<Signal, TreeSet<Spooled>> files = new EnumMap<>(Signal.class);

  /** Those that somebody is delivering. */
  private final Set<Spooled> inHand = new HashSet<>();

  private int count;
  private long bytes;

  Shelf() {
    for (Signal each : Signal.values()) files.put(each, new TreeSet<>());
  }

  /** Number of files that there is room for, or fewer than none. */
  synchronized int space() {
    return MAX_FILES - count;
  }

  /** What the files take of the disk, those included that are taken off but not yet deleted. */
  synchronized long bytes() {
    return bytes;
  }

  synchronized void add(Spooled file) {
    if (!of(file.signal).add(file)) throw new IllegalStateException(file + " is there already");
    count++;
    bytes += file.bytes;
  }

  /**
   * Takes it off. Its bytes go on counting until they are {@link #freed}.
   *
   * @return whether it was there
   */
  synchronized boolean takeOff(Spooled file) {
    inHand.remove(file);
    if (!of(file.signal).remove(file)) return false;
    count--;
    return true;
  }

  synchronized void freed(long bytes) {
    this.bytes -= bytes;
  }

  /**
   * From now on it is not chosen to go.
   *
   * @return whether it is still here
   */
  synchronized boolean hold(Spooled file) {
    if (!of(file.signal).contains(file)) return false;
    inHand.add(file);
    return true;
  }

  synchronized void putBack(Spooled file) {
    inHand.remove(file);
  }

  /**
   * Takes off what has to go, if the bound is to be held with this file: what is worth no more than
   * it.
   *
   * @return null when the bound cannot be held
   */
  synchronized @Nullable Collection<Spooled> makeRoom(Spooled file, long maxBytes) {
    return takeOff(file.signal.ordinal(), bytes + file.bytes - maxBytes, count + 1 - MAX_FILES);
  }

  /**
   * Takes off so much of what is worth less.
   *
   * @return null when there is not so much of it
   */
  synchronized @Nullable Collection<Spooled> takeOffLesser(Signal signal, long bytes) {
    return takeOff(signal.ordinal() + 1, bytes, 0);
  }

  /** Those go first that are worth least, and of these the oldest; none when it is no use. */
  private @Nullable Collection<Spooled> takeOff(int from, long bytes, int number) {
    if (bytes <= 0 && number <= 0) return Collections.emptyList();
    List<Spooled> chosen = new ArrayList<>();
    long sum = 0;
    Signal[] signals = Signal.values();
    for (int i = signals.length - 1; i >= from; i--) {
      for (Spooled each : of(signals[i])) {
        if (inHand.contains(each)) continue;
        chosen.add(each);
        sum += each.bytes;
        if (sum >= bytes && chosen.size() >= number) {
          chosen.forEach(this::takeOff);
          return chosen;
        }
      }
    }
    return null;
  }

  private TreeSet<Spooled> of(Signal signal) {
    TreeSet<Spooled> set = files.get(signal);
    if (set == null) throw new AssertionError(signal);
    return set;
  }
}
