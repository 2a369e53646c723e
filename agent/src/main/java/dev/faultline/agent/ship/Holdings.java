// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What the parcels of a backlog take of the memory, and how each of them ends: once, whoever comes
 * first. Guarded by its {@link Backlog}.
 */
final class Holdings {
  private final Book book;
  private long bytes;

  /** Settled, and perhaps still on the disk. */
  private List<Parcel> ended = new ArrayList<>();

  Holdings(Book book) {
    this.book = book;
  }

  /** Bytes held in memory. */
  long bytes() {
    return bytes;
  }

  /** Counts what the parcel takes of the memory now. */
  void charge(Parcel parcel) {
    bytes += parcel.size() - parcel.charged;
    parcel.charged = parcel.size();
  }

  /** It is on the disk, and need not be in memory. */
  void release(Parcel parcel) {
    parcel.payload = null;
    charge(parcel);
  }

  /** It was delivered, but for {@code left} records that go on, and those that were refused. */
  void delivered(Parcel parcel, long left, long refused, String reason, String detail) {
    long done = parcel.records - left;
    long lost = Math.min(refused, done);
    book.delivered(parcel.signal, done - lost);
    if (lost > 0) book.dropped(parcel.signal, lost, reason, detail);
  }

  void drop(Parcel parcel, String reason, String detail) {
    if (settle(parcel)) book.dropped(parcel.signal, parcel.records, reason, detail);
  }

  /** Its end, unless it had one before: then false. Who gets true accounts for it. */
  boolean settle(Parcel parcel) {
    if (parcel.settled) return false;
    end(parcel);
    ended.add(parcel);
    return true;
  }

  /** Its end as far as this process goes: it stays on the disk, pending. */
  void leave(Parcel parcel) {
    parcel.left = true;
    end(parcel);
  }

  /** One that had its end while it was on its way to the disk must not come back from there. */
  void sweepAgain(Parcel parcel) {
    if (!parcel.left) ended.add(parcel);
  }

  private void end(Parcel parcel) {
    parcel.settled = true;
    bytes -= parcel.charged;
    parcel.charged = 0;
  }

  /** Those that have ended since this was last called, to be taken off the disk. */
  List<Parcel> takeEnded() {
    if (ended.isEmpty()) return Collections.emptyList();
    List<Parcel> done = ended;
    ended = new ArrayList<>();
    return done;
  }
}
