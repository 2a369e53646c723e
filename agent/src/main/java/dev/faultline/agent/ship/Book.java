// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import dev.faultline.agent.export.Losses;
import dev.faultline.agent.export.Signal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What became of the records that one exporter takes. For any thread. */
final class Book implements Losses {
  final String exporter;

  private final Account.Common common;
  private final Set<Signal> taken;
  private final Map<Signal, Ledger> ledgers = new EnumMap<>(Signal.class);
  private final Map<String, String> details = new ConcurrentHashMap<>();
  private final Troubles troubles = new Troubles(System::currentTimeMillis);
  private final Losses told;
  private volatile Supplier<String> target = () -> "";
  private volatile LongSupplier backlogBytes = () -> 0;

  /**
   * @param told is told of all that is dropped
   */
  Book(String exporter, Set<Signal> signals, Account.Common common, Losses told) {
    this.exporter = exporter;
    this.told = told;
    this.common = common;
    this.taken = signals;
    for (Signal signal : signals) ledgers.put(signal, new Ledger());
  }

  /** Says where it goes, and how much waits for that, in bytes of memory. */
  void of(Supplier<String> target, LongSupplier backlogBytes) {
    this.target = target;
    this.backlogBytes = backlogBytes;
  }

  /** As it stands. */
  Standing standing() {
    return new Standing(
        exporter, target.get(), backlogBytes.getAsLong(), tallies(), troubles.now());
  }

  /** What an earlier process has left of a signal that is not taken now is counted alone. */
  Tally tally(Signal signal) {
    Tally own = ledger(signal).tally(exporter, signal.label);
    return taken.contains(signal) ? common.addTo(signal, own) : own;
  }

  /** One a signal that the exporter takes. */
  List<Tally> tallies() {
    List<Tally> all = new ArrayList<>();
    for (Signal signal : signals()) all.add(tally(signal));
    return all;
  }

  private synchronized Set<Signal> signals() {
    return EnumSet.copyOf(ledgers.keySet());
  }

  void recorded(Signal signal, long count) {
    ledger(signal).recorded(count);
  }

  void delivered(Signal signal, long count) {
    ledger(signal).delivered(count);
  }

  /** So many more of those that are pending wait on a disk; or fewer. */
  void spooled(Signal signal, long more) {
    ledger(signal).spooled(more);
  }

  @Override
  public void dropped(Signal signal, long count, String reason) {
    if (count <= 0) return;
    ledger(signal).dropped(count, reason);
    try {
      told.dropped(signal, count, reason);
    } catch (RuntimeException | LinkageError e) {
      // foreign code, perhaps; whoever drops has more to do
    }
  }

  void dropped(Signal signal, long count, String reason, String detail) {
    if (detail != null) details.put(signal.label + ' ' + reason, detail);
    dropped(signal, count, reason);
  }

  /** What cannot be delivered at the moment. */
  Troubles troubles() {
    return troubles;
  }

  /**
   * What is known of a reason for dropping, in words, or null.
   *
   * @param label of the kind of record
   */
  @Nullable String detail(String label, String reason) {
    return details.get(label + ' ' + reason);
  }

  /** One more where an earlier process has left a signal that the exporter took then. */
  private synchronized Ledger ledger(Signal signal) {
    return ledgers.computeIfAbsent(signal, key -> new Ledger());
  }
}
