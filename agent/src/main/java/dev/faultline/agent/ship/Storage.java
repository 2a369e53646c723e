// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import dev.faultline.agent.export.Payload;
import dev.faultline.agent.ship.spool.Spool;
import dev.faultline.agent.ship.spool.Spooled;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Parcels on the disk: knows which file of the spool is whose, and keeps the account of what is
 * there. Nothing is done where there is no spool. Never called under a backlog's lock.
 */
final class Storage {
  private final Book book;
  private final Map<Spooled, Parcel> parcels = new ConcurrentHashMap<>();
  private @Nullable Spool spool;

  Storage(Book book) {
    this.book = book;
  }

  /** Uses that spool from now on. */
  void use(Spool spool) {
    this.spool = spool;
  }

  /** Whether there is a disk to put anything on; it may be full. */
  boolean isOpen() {
    return spool != null;
  }

  /**
   * Puts it on the disk, in addition to where it is.
   *
   * @return whether it is there
   */
  boolean store(Parcel parcel) {
    Payload payload = parcel.payload;
    if (spool == null || payload == null) return false;
    if (parcel.stored != null) return true;
    Spooled stored = spool.write(payload);
    if (stored == null) return false;
    parcel.stored = stored;
    parcels.put(stored, parcel);
    book.spooled(parcel.signal, parcel.records);
    return true;
  }

  /** What is on the disk, or null when it cannot be read. */
  @Nullable Payload read(Parcel parcel) {
    Spooled stored = parcel.stored;
    if (spool == null || stored == null) return null;
    try {
      Payload payload = spool.read(stored);
      return payload.records() == parcel.records ? payload : null;
    } catch (IOException e) {
      return null;
    }
  }

  /** Takes it off the disk, where it is there. */
  void remove(Parcel parcel) {
    Spooled stored = parcel.stored;
    if (spool == null || stored == null) return;
    spool.remove(stored);
    forget(stored);
    parcel.stored = null;
  }

  /**
   * The spool has removed a file to make room.
   *
   * @return whose it was, or null when it was nobody's any more
   */
  @Nullable Parcel forget(Spooled stored) {
    Parcel parcel = parcels.remove(stored);
    if (parcel != null) book.spooled(parcel.signal, -parcel.records);
    return parcel;
  }

  /** What processes that have ended have left behind, oldest first. */
  List<Parcel> adopt() {
    List<Parcel> found = new ArrayList<>();
    if (spool == null) return found;
    for (Spooled each : spool.adopt()) {
      Parcel parcel = new Parcel(each);
      parcels.put(each, parcel);
      found.add(parcel);
    }
    return found;
  }

  /** Bytes on the disk. */
  long bytes() {
    return spool == null ? 0 : spool.bytes();
  }

  /** What is on the disk stays there. */
  void close() {
    if (spool != null) spool.close();
  }
}
