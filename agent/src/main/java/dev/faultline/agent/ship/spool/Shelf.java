// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship.spool;

import dev.faultline.agent.export.Signal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which files there are, and which of them are to go when there is no room. Touches no disk. For
 * one thread at a time: {@link Spool} locks it.
 */
final class Shelf {
  private final Map<Signal, TreeSet<Spooled>> files = new EnumMap<>(Signal.class);

  /** Those that somebody is delivering. */
  private final Set<Spooled> inHand = new HashSet<>();

  private int count;
  private long bytes;

  Shelf() {
    for (Signal each : Signal.values()) files.put(each, new TreeSet<>());
  }

  int count() {
    return count;
  }

  /** What the files take of the disk, those included that are taken off but not yet deleted. */
  long bytes() {
    return bytes;
  }

  void add(Spooled file) {
    if (!of(file.signal).add(file)) throw new IllegalStateException(file + " is there already");
    count++;
    bytes += file.bytes;
  }

  /** Takes it off; its bytes go on counting until they are {@link #freed}. */
  boolean takeOff(Spooled file) {
    inHand.remove(file);
    if (!of(file.signal).remove(file)) return false;
    count--;
    return true;
  }

  void freed(long bytes) {
    this.bytes -= bytes;
  }

  /**
   * From now on it is not chosen to go.
   *
   * @return whether it is still here
   */
  boolean hold(Spooled file) {
    if (!of(file.signal).contains(file)) return false;
    inHand.add(file);
    return true;
  }

  void putBack(Spooled file) {
    inHand.remove(file);
  }

  /**
   * The files that are to go, so that so much is freed: those that are worth least, of these the
   * oldest first.
   *
   * @param bytes to be freed; 0 or less: none
   * @param number of files that are to go at least
   * @param worthiest what may go, and all that is worth less; null: nothing
   * @return null when that would not be enough
   */
  @Nullable List<Spooled> toGo(long bytes, int number, @Nullable Signal worthiest) {
    List<Spooled> chosen = new ArrayList<>();
    if (bytes <= 0 && number <= 0) return chosen;
    if (worthiest == null) return null;
    long freed = 0;
    Signal[] signals = Signal.values();
    for (int i = signals.length - 1; i >= worthiest.ordinal(); i--) {
      for (Spooled each : of(signals[i])) {
        if (inHand.contains(each)) continue;
        chosen.add(each);
        freed += each.bytes;
        if (freed >= bytes && chosen.size() >= number) return chosen;
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
