// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export;

import java.io.IOException;
import java.util.Set;

/**
 * One way out of the process: a format, and a protocol by which it is delivered. Faultline gives
 * each its own queue, spool, sender thread and account, so that one that fails or hangs slows no
 * other; an exporter only writes records, and brings one payload at a time where it belongs.
 *
 * <p>{@link #open} and {@link #close} are called once, by the shipper; the {@link #encoder} is used
 * by the shipper's thread, {@link #deliver} by the sender's.
 */
public interface Exporter extends AutoCloseable {
  /** As in {@code faultline.exporters}: a short word in lower case. */
  String name();

  /**
   * Makes ready for what follows. Must not wait for a network.
   *
   * @throws IllegalArgumentException when a setting makes no sense: its message completes the
   *     sentence "the exporter is off: ..."
   */
  void open(ExportContext context);

  /** What it takes; not empty. Known from {@link #open} on, and never changes. */
  Set<Signal> signals();

  /** Where it delivers to, fit for a log line: without credentials. */
  String target();

  /** Whether a payload may come compressed by gzip. */
  default boolean takesGzip() {
    return false;
  }

  /** The same one each time. */
  Encoder encoder();

  /**
   * Brings a payload there, and waits until it is known what became of it, bounded by a time-out.
   * By the protocol's own rules: what may be tried again, and when. Never called by two threads at
   * once. Payloads may come from an earlier process, by way of the spool.
   *
   * @throws IOException when it is not known whether it was taken (no connection, no answer): it
   *     will be tried again
   */
  Outcome deliver(Payload payload) throws IOException, InterruptedException;

  /**
   * Tells that records for this exporter were dropped, for whatever reason and by whomever: for
   * protocols that pass such counts on. Called on any thread, an extension's on that of {@link
   * #deliver}; must be quick.
   *
   * @param count of one payload, as a rule
   * @param reason as in the account
   */
  default void dropped(Signal signal, long count, String reason) {}

  /** Breaks off a delivery that hangs, if any and if it can. Called on another thread. */
  default void abort() {}

  /** Lets go of what it holds. Nothing is called after it. */
  @Override
  default void close() {}
}
