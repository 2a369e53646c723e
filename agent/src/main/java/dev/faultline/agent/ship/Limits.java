// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.config.Compression;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The settings that shipping goes by, in the units in which they are compared. */
final class Limits {
  /** However busy the endpoint is, a record waits no longer than this for its batch to fill. */
  private static final long MAX_DELAY_NANOS = TimeUnit.SECONDS.toNanos(30);

  private static final long LARGEST_BYTES = 16 << 20;
  private static final long HEAP_SHARE = 64;

  final int batchRecords;
  final int batchBytes;
  final long batchDelayNanos;
  final long metricsNanos;
  final long shutdownNanos;
  final long timeoutNanos;
  final long backlogBytes;

  /** What a batch may have grown to, and a part that is written whole may exceed. */
  final long largestPayload;

  /** Longest time that a record waits for its batch while others are waiting for delivery. */
  final long maxDelayNanos;

  final Compression compression;

  Limits(AgentConfig config) {
    this(config, config.delivery().queueMaxBytes());
  }

  /**
   * Compressing takes four times the CPU of encoding, and saves nineteen bytes of twenty: worth it
   * on a network, and nowhere else.
   */
  static boolean compresses(Compression compression, String target) {
    if (compression != Compression.AUTO) return compression == Compression.GZIP;
    return !Local.ADDRESS.matcher(target).find();
  }

  Limits(AgentConfig config, long backlogBytes) {
    this.batchRecords = config.batchMaxRecords();
    // one batch must never be all that the backlog holds
    this.batchBytes = (int) Math.min(config.batchMaxBytes(), backlogBytes / 4);
    this.batchDelayNanos = config.batchDelay().toNanos();
    this.metricsNanos = config.metricsInterval().toNanos();
    this.shutdownNanos = config.shutdownTimeout().toNanos();
    this.timeoutNanos = config.timeout().toNanos();
    this.backlogBytes = backlogBytes;
    this.largestPayload = largest(batchBytes, Runtime.getRuntime().maxMemory());
    this.maxDelayNanos = Math.max(MAX_DELAY_NANOS, batchDelayNanos);
    this.compression = config.compression();
  }

  /** How large a batch may become, in bytes, when its bound has been doubled so often. */
  long batchBytes(int doublings) {
    return Math.min((long) batchBytes << doublings, largestPayload);
  }

  /**
   * Where every core is busy, each request waits for its turn several times, so what counts is how
   * much goes with one. But it is held in memory twice, and many a receiver takes 20 MB at most.
   */
  static long largest(long batchBytes, long heapBytes) {
    return Math.max(batchBytes, Math.min(heapBytes / HEAP_SHARE, LARGEST_BYTES));
  }

  /** Not loaded before something is sent. */
  private static final class Local {
    static final Pattern ADDRESS =
        Pattern.compile("^https?://(localhost|127\\.[0-9.]+|\\[::1])(:|/|$)");
  }
}
