// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.config.Compression;

/** The settings that shipping goes by, in the units in which they are compared. */
final class Limits {
  /** Payloads waiting for delivery, as they go on the wire: a tenth of that when compressed. */
  private static final long BACKLOG_BYTES = 8 << 20;

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

  Limits(AgentConfig config, long backlogBytes) {
    this.batchRecords = config.batchMaxRecords();
    this.batchBytes = config.batchMaxBytes();
    this.batchDelayNanos = config.batchDelay().toNanos();
    this.metricsNanos = config.metricsInterval().toNanos();
    this.shutdownNanos = config.shutdownTimeout().toNanos();
    this.timeoutNanos = config.timeout().toNanos();
    this.backlogBytes = backlogBytes;
    this.gzip = config.compression() == Compression.GZIP;
  }
}
