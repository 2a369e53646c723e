// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import dev.faultline.agent.config.Compression;
import dev.faultline.agent.enrich.Fault;
import dev.faultline.agent.enrich.LogRecord;
import dev.faultline.agent.export.Exporter;
import dev.faultline.agent.export.Gzip;
import dev.faultline.agent.export.Payload;
import dev.faultline.agent.export.Signal;
import dev.faultline.agent.transport.Backoff;
import dev.faultline.bootstrap.trace.Part;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The way of records through one exporter, with all that belongs to that exporter alone: its
 * batches, what waits for delivery, its sender and its account. Used by the shipper's thread; the
 * sender's thread is started with the first payload.
 */
final class Route {
  private static final int GZIP_LEVEL = 1;
  private static final Payload[] NOTHING = {};

  private final Exporter exporter;
  private final Book book;
  private final Limits limits;
  private final Storage storage;
  private final Backlog backlog;
  private final Batches batches;
  private final Sender sender;
  private final @Nullable Gzip gzip;
  private final boolean alwaysCompress;
  private @Nullable Thread thread;

  /**
   * @param exporter open
   */
  Route(Exporter exporter, Book book, Limits limits) {
    this.exporter = exporter;
    this.book = book;
    this.limits = limits;
    this.storage = new Storage(book);
    this.backlog = new Backlog(limits.backlogBytes, book, storage, System::nanoTime);
    this.batches =
        new Batches(
            exporter.encoder(),
            exporter.signals(),
            book,
            limits,
            System::nanoTime,
            backlog,
            this::queue);
    Backoff backoff = new Backoff(() -> ThreadLocalRandom.current().nextDouble());
    this.sender = new Sender(backlog, exporter, backoff, System::nanoTime);
    boolean mayCompress = exporter.takesGzip() && limits.compression != Compression.NONE;
    this.gzip = mayCompress ? new Gzip(GZIP_LEVEL) : null;
    this.alwaysCompress = Limits.compresses(limits.compression, exporter.target());
  }

  /** Has it use a spool, and deliver first what earlier processes have left there. */
  void spool(Path directory, long maxBytes) {
    storage.open(directory, name(), maxBytes, backlog::evicted);
    adopt();
  }

  /** Takes over what other processes have left on the disk; some may have ended meanwhile. */
  void adopt() {
    List<Parcel> left = storage.adopt();
    if (left.isEmpty()) return;
    backlog.adopt(left);
    startSender();
  }

  String name() {
    return exporter.name();
  }

  boolean takes(Signal signal) {
    return exporter.signals().contains(signal);
  }

  void add(Part part) {
    batches.add(part);
  }

  void add(Fault fault) {
    batches.add(fault);
  }

  void add(LogRecord line) {
    batches.add(line);
  }

  void tellMetrics(OwnMetrics metrics) {
    batches.addMetrics(metrics);
  }

  /** Does what is to be done now and then. */
  void step() {
    batches.handOnOld();
    backlog.spill();
  }

  void handOnAll() {
    batches.handOnAll();
  }

  /** Bytes that wait in memory. */
  long backlogBytes() {
    return backlog.bytes();
  }

  /** Bytes in memory, with what is being written. */
  long heldBytes() {
    return backlog.bytes() + batches.bytes();
  }

  /** Breaks off a delivery that hangs beyond any time-out: a write has none of its own. */
  void look() {
    if (backlog.busyNanos() > 3 * limits.timeoutNanos) exporter.abort();
  }

  /** From now on, everything is tried at once; the sender ends when nothing is left. */
  void finish() {
    backlog.close();
  }

  /** Waits for the sender until the deadline, and gives up what is left then. */
  void close(long deadline) {
    await(deadline);
    backlog.abandon("the time to shut down was over");
    storage.close();
    if (gzip != null) gzip.close();
    exporter.close();
  }

  /** Such as {@code faults: 3 recorded = 3 delivered + 0 dropped + 0 pending; ...}. */
  String summary() {
    StringBuilder text = new StringBuilder();
    for (Tally each : book.tallies()) text.append(text.length() > 0 ? "; " : "").append(each);
    return text.toString();
  }

  String target() {
    return exporter.target();
  }

  private void queue(Payload payload) {
    // a part is written whole, however large
    boolean fits = payload.size() <= limits.largestPayload;
    Payload sent = fits ? compressed(payload) : payload;
    // and one payload must never be all that the backlog holds
    if ((!fits || sent.size() > limits.backlogBytes / 2) && payload.isDivisible()) {
      for (Payload half : halves(payload)) queue(half);
      return;
    }
    if (sent != payload) payload.giveBack();
    backlog.add(backlog.bytes() == 0 ? sent : owned(sent));
    startSender();
  }

  /** What has to wait is held as large as it is counted; what is sent at once needs no copy. */
  private static Payload owned(Payload payload) {
    try {
      return payload.owned();
    } catch (OutOfMemoryError e) {
      return payload;
    }
  }

  private Payload[] halves(Payload payload) {
    try {
      return payload.divide();
    } catch (OutOfMemoryError e) {
      book.dropped(payload.signal, payload.records(), Account.OUT_OF_MEMORY);
      return NOTHING;
    }
  }

  private Payload compressed(Payload payload) {
    if (gzip == null || !isWorthIt()) return payload;
    try {
      return payload.compress(gzip);
    } catch (OutOfMemoryError e) {
      return payload;
    }
  }

  private void startSender() {
    if (thread != null && thread.isAlive()) return;
    Thread made = new Thread(sender, "faultline-sender-" + name());
    made.setDaemon(true);
    made.setContextClassLoader(null);
    try {
      made.start();
      thread = made;
    } catch (OutOfMemoryError e) {
      // the system has no thread to give; the next payload asks again, and the backlog is bounded
    }
  }

  /** What has to wait takes a twentieth of the room: cheaper than to drop it. */
  private boolean isWorthIt() {
    return alwaysCompress || backlog.isStoring() || backlog.bytes() > limits.backlogBytes / 8;
  }

  private void await(long deadline) {
    Thread thread = this.thread;
    long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    if (thread == null || millis <= 0) return;
    try {
      thread.join(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
