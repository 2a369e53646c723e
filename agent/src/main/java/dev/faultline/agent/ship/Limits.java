// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.config.Compression;
import java.util.regex.Pattern;

/** The settings that shipping goes by, in the units in which they are compared. */
final class Limits {
  /** Payloads waiting for delivery, as they go on the wire: a tenth of that when compressed. */
  private static final long BACKLOG_BYTES = 8 << 20;

  private static final Pattern LOCAL =
      Pattern.compile("^https?://(localhost|127\\.[0-9.]+|\\[::1])(:|/|$)");

  final int batchRecords;
  final int batchBytes;
  final long batchDelayNanos;
  final long metricsNanos;
  final long shutdownNanos;
  final long timeoutNanos;
  final long backlogBytes;
  final boolean gzip;

  Limits(AgentConfig config) {
    this(config, BACKLOG_BYTES);
  }

  /**
   * Compressing takes four times the CPU of encoding, and saves nineteen bytes of twenty: worth it
   * on a network, and nowhere else.
   */
  static boolean compresses(Compression compression, String endpoint) {
    if (compression != Compression.AUTO) return compression == Compression.GZIP;
    return !LOCAL.matcher(endpoint).find();
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
    this.gzip = compresses(config.compression(), config.endpoint());
  }
}
