// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import dev.faultline.agent.export.Payload;
import dev.faultline.agent.export.Signal;
import dev.faultline.agent.ship.spool.Spooled;
import org.jspecify.annotations.Nullable;

/** A payload on its way: in memory, on a disk, or both. Guarded by its {@link Backlog}. */
final class Parcel {
  final Signal signal;
  final long records;

  /** Null while it is on the disk alone. */
  @Nullable Payload payload;

  /** Where it is on the disk; null when it is not. */
  @Nullable Spooled stored;

  /** Bytes of memory that the backlog counts for it. */
  long charged;

  /** Whether somebody writes it to the disk right now. */
  boolean moving;

  /** Whether it was read from the disk, where it has waited for long perhaps. */
  boolean replayed;

  /** How often it was tried. */
  int attempts;

  /** Deliveries of its signal when it failed first; -1 before that. For the sender. */
  long deliveriesBefore = -1;

  /** Whether it was accounted for; it is so once, whoever comes first. */
  boolean settled;

  /** Whether it is settled in that it stays on the disk, pending, for a later process. */
  boolean left;

  Parcel(Payload payload) {
    this.signal = payload.signal;
    this.records = payload.records();
    this.payload = payload;
  }

  Parcel(Spooled stored) {
    this.signal = stored.signal;
    this.records = stored.records;
    this.stored = stored;
  }

  /** Bytes that it takes in memory. */
  long size() {
    return payload == null ? 0 : payload.size();
  }

  /** The payload of one that was taken to be delivered. */
  Payload payload() {
    if (payload == null) throw new IllegalStateException("on the disk");
    return payload;
  }

  /** A part of it, under the same suspicion. */
  Parcel with(Payload part) {
    Parcel parcel = new Parcel(part);
    parcel.attempts = attempts;
    parcel.deliveriesBefore = deliveriesBefore;
    parcel.replayed = replayed;
    return parcel;
  }
}
