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

  private static final Pattern LOCAL =
      Pattern.compile("^https?://(localhost|127\\.[0-9.]+|\\[::1])(:|/|$)");

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
    return !LOCAL.matcher(target).find();
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
    this.largestPayload = Math.min(8L * batchBytes, backlogBytes / 2);
    this.maxDelayNanos = Math.max(MAX_DELAY_NANOS, batchDelayNanos);
    this.compression = config.compression();
  }
}
