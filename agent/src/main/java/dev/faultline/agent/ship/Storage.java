// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import dev.faultline.agent.export.Payload;
import dev.faultline.agent.ship.spool.Spool;
import dev.faultline.agent.ship.spool.Spooled;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Parcels on the disk: knows which file of the spool is whose, and keeps the account of what is
 * there. Nothing is done where there is no spool. Never called under a backlog's lock.
 */
final class Storage {
  private static final Logger LOG = LoggerFactory.getLogger(Storage.class);

  private final Book book;
  private final Map<Spooled, Parcel> parcels = new ConcurrentHashMap<>();
  private @Nullable Spool spool;
  private Consumer<Parcel> evicted = parcel -> {};

  /** None, until {@link #open}. */
  Storage(Book book) {
    this.book = book;
  }

  /**
   * @param evicted told of each parcel whose file the spool has given up
   */
  void open(Path directory, String exporter, long maxBytes, Consumer<Parcel> evicted) {
    this.evicted = evicted;
    spool = Spool.open(directory, exporter, maxBytes, new Listener());
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
    // at the end, the shipper and the sender may both be about to give it up
    synchronized (parcel) {
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
  }

  /**
   * What is on the disk.
   *
   * @return null when it is not there any more: it was given up to make room
   * @throws dev.faultline.agent.ship.spool.CorruptFileException when it was damaged
   * @throws IOException when it cannot be read now, and may be later
   */
  @Nullable Payload read(Parcel parcel) throws IOException {
    Spooled stored = parcel.stored;
    if (spool == null || stored == null) return null;
    return spool.read(stored);
  }

  /** It waits on the disk again. */
  void putBack(Parcel parcel) {
    Spooled stored = parcel.stored;
    if (spool != null && stored != null) spool.putBack(stored);
  }

  /** Takes it off the disk, where it is there. */
  void remove(Parcel parcel) {
    Spooled stored = parcel.stored;
    if (spool == null || stored == null) return;
    spool.remove(stored);
    forget(stored);
    parcel.stored = null;
  }

  private @Nullable Parcel forget(Spooled stored) {
    Parcel parcel = parcels.remove(stored);
    if (parcel != null) book.spooled(parcel.signal, -parcel.records);
    return parcel;
  }

  /** What processes that have ended have left behind, oldest first; recorded in the account. */
  List<Parcel> adopt() {
    List<Parcel> found = new ArrayList<>();
    if (spool == null) return found;
    for (Spooled each : spool.adopt()) {
      Parcel parcel = new Parcel(each);
      // before anybody can see it: it may be given up to make room at once
      book.recorded(parcel.signal, parcel.records);
      book.spooled(parcel.signal, parcel.records);
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

  private final class Listener implements Spool.Listener {
    @Override
    public void dropped(Spooled file, String reason) {
      Parcel parcel = forget(file);
      if (parcel != null) evicted.accept(parcel);
    }

    @Override
    public void off(String line) {
      LOG.warn(line);
    }

    @Override
    public void on(String line) {
      LOG.info(line);
    }
  }
}
