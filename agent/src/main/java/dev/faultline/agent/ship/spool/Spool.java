// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship.spool;

import dev.faultline.agent.export.Payload;
import dev.faultline.agent.export.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The payloads of one exporter that wait on a disk, bounded in bytes. What is in here survives the
 * process: the next one with the same directory, or another that runs now, adopts it.
 *
 * <p>For any thread. Whoever writes, adopts or closes does so alone, its file access included, so a
 * disk that hangs holds up the next writer; reading and removing never wait for that. The listener
 * is called with no lock held.
 */
public final class Spool implements AutoCloseable {
  /** Reason for dropping: something had to go for something that is worth as much or more. */
  public static final String FULL = "spool_full";

  /** Reason for dropping: a file could not be read. For the caller, who reads. */
  public static final String CORRUPT = "spool_corrupt";

  private static final long CLOSE_MILLIS = 1_000;

  /** Told what a spool does by itself. Called on the thread that has called the spool. */
  public interface Listener {
    /** A file is gone, undelivered; it must not be read or removed any more. */
    void dropped(Spooled file, String reason);

    /**
     * Nothing can be written for now.
     *
     * @param line for the log: which directory, and why
     */
    void off(String line);

    /** It can be again. */
    void on(String line);
  }

  private final Path directory;
  private final String exporter;
  private final long maxBytes;
  private final Listener listener;
  private final Disk disk;
  private final LongSupplier epochMillis;
  private final Shelf shelf = new Shelf();
  private final Litter litter = new Litter();

  /** Held by whoever writes, adopts or closes. */
  private final ReentrantLock writing = new ReentrantLock();

  private final Health health;
  private final SpoolWriter writer;

  /** Null until it could be made, and after it was lost. Set by the one who is writing. */
  private volatile @Nullable Folder folder;

  private volatile boolean closed;

  Spool(
      Path directory,
      String exporter,
      long maxBytes,
      Listener listener,
      Disk disk,
      LongSupplier epochMillis,
      LongSupplier nanoTime) {
    this.directory = directory;
    this.exporter = exporter;
    this.maxBytes = maxBytes;
    this.listener = listener;
    this.disk = disk;
    this.epochMillis = epochMillis;
    this.health = new Health(exporter + " in " + directory + " (faultline.spool.dir)", nanoTime);
    this.writer = new SpoolWriter(disk, litter, epochMillis);
  }

  /**
   * Opens one, and makes what directories it needs. One whose directory cannot be used is off, says
   * so, and is tried again by {@link #write} after a while.
   *
   * @param exporter a name that can be a directory's
   * @param maxBytes most that this process keeps on the disk for this exporter
   */
  public static Spool open(Path directory, String exporter, long maxBytes, Listener listener) {
    return open(
        new Spool(
            directory,
            exporter,
            maxBytes,
            listener,
            new Disk(),
            System::currentTimeMillis,
            System::nanoTime));
  }

  static Spool open(Spool spool) {
    List<Runnable> news = spool.begin();
    try {
      spool.folder();
    } catch (IOException | RuntimeException e) {
      spool.failed(e, news);
    } finally {
      spool.end(news);
    }
    return spool;
  }

  /**
   * Writes a payload to a file of its own, and makes room for it first.
   *
   * @return null when that is not possible: it is larger than the bound, all else is worth more, or
   *     the disk is full or failing. The caller still has the payload then.
   */
  public @Nullable Spooled write(Payload payload) {
    List<Runnable> news = begin();
    try {
      return closed || !health.allows(payload.signal) ? null : write(payload, news);
    } catch (IOException | RuntimeException e) {
      failed(e, news);
      return null;
    } finally {
      end(news);
    }
  }

  private @Nullable Spooled write(Payload payload, List<Runnable> news) throws IOException {
    Folder folder = folder();
    shelf.freed(litter.retry());
    SpoolFile.Measure measure = SpoolFile.measure(payload);
    Spooled file = writer.name(folder, payload, measure);
    if (!makeRoom(folder, file, news)) return null;
    writer.write(folder, file, payload, measure);
    shelf.add(file);
    String line = health.worked(file.signal);
    if (line != null) news.add(() -> listener.on(line));
    return file;
  }

  /**
   * Reads a file, which is from now on in the caller's hand: it does not go when room is made,
   * until it is removed or put back.
   *
   * @return null when it is not here any more: it was given up, or this is closed
   * @throws CorruptFileException when it was damaged or is gone; it is still to be removed
   * @throws IOException when it cannot be read now, and may be later
   */
  public @Nullable Payload read(Spooled file) throws IOException {
    if (closed) return null;
    if (!shelf.hold(file)) return null;
    Folder folder = this.folder;
    if (folder == null) throw new CorruptFileException("the folder of " + file + " is gone");
    return SpoolFile.read(folder.file(file), file);
  }

  /** It was not delivered after all: it may go again when room is made. */
  public void putBack(Spooled file) {
    shelf.putBack(file);
  }

  /** Deletes a file: it was delivered, or dropped by the caller. */
  public void remove(Spooled file) {
    if (closed) return; // it may be another's by now
    if (!shelf.takeOff(file)) return;
    delete(file);
  }

  /**
   * Takes over what processes that have ended have left behind. The bound is not held until
   * something is written: what is on the disk already fills it no further.
   *
   * @return the files, oldest first
   */
  public List<Spooled> adopt() {
    List<Runnable> news = begin();
    try {
      return closed || !health.allows(Signal.FAULTS) ? Collections.emptyList() : adoptAll();
    } catch (IOException | RuntimeException e) {
      failed(e, news);
      return Collections.emptyList();
    } finally {
      end(news);
    }
  }

  private List<Spooled> adoptAll() throws IOException {
    Folder folder = folder();
    Adoption adoption = new Adoption(folder, shelf.space());
    for (Path each : folder.others()) adoption.from(each);
    List<Spooled> adopted = adoption.adopted();
    for (Spooled each : adopted) shelf.add(each);
    return adopted;
  }

  /** What the files take of the disk. No {@link #write} brings it beyond the bound. */
  public long bytes() {
    return shelf.bytes();
  }

  /**
   * Leaves the files to be adopted. When a write hangs for long, that is only possible once the
   * process has ended.
   */
  @Override
  public void close() {
    closed = true;
    if (!tryWriting()) return;
    try {
      Folder folder = this.folder;
      if (folder == null) return;
      shelf.freed(litter.retry());
      folder.leave();
      this.folder = null;
    } finally {
      writing.unlock();
    }
  }

  private boolean tryWriting() {
    if (writing.tryLock()) return true; // also on a thread that is interrupted
    try {
      return writing.tryLock(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** From here to {@link #end}, this thread is the only one that writes. */
  private List<Runnable> begin() {
    List<Runnable> news = new ArrayList<>(2); // before the lock: it may fail
    writing.lock();
    return news;
  }

  private void end(List<Runnable> news) {
    writing.unlock();
    for (Runnable each : news) each.run();
  }

  /** The folder of this process; makes one if there is none. */
  private Folder folder() throws IOException {
    Folder folder = this.folder;
    if (folder == null) {
      folder = Folder.open(directory, exporter, epochMillis.getAsLong());
      this.folder = folder;
    }
    return folder;
  }

  private boolean makeRoom(Folder folder, Spooled file, List<Runnable> news) {
    if (file.bytes > maxBytes) return false;
    // on a disk that is nearly full, only what is worth less makes room: the oldest for the newest
    // would be one loss for another, and what is not written has a place in memory yet
    long missing = file.bytes - disk.spare(folder.path);
    if (!giveUp(shelf.takeOffLesser(file.signal, missing), news)) {
      failed(file.signal, Disk.NEARLY_FULL, news);
      return false;
    }
    return giveUp(shelf.makeRoom(file, maxBytes), news);
  }

  /** Gives up what was chosen, if that could be done. */
  private boolean giveUp(@Nullable Collection<Spooled> chosen, List<Runnable> news) {
    if (chosen == null) return false;
    for (Spooled each : chosen) {
      delete(each);
      news.add(() -> listener.dropped(each, FULL));
    }
    return true;
  }

  private void delete(Spooled file) {
    Folder folder = this.folder;
    shelf.freed(folder == null ? file.bytes : litter.delete(folder.file(file), file.bytes));
  }

  private void failed(Exception e, List<Runnable> news) {
    failed(Signal.FAULTS, Failure.text(e), news);
    Folder folder = this.folder;
    if (folder == null || Files.exists(folder.path)) return;
    folder.leave(); // somebody has deleted it
    this.folder = null;
  }

  private void failed(Signal from, String reason, List<Runnable> news) {
    String line = health.failed(from, reason);
    if (line != null) news.add(() -> listener.off(line));
  }
}
