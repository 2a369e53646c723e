// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich;

import dev.faultline.agent.enrich.scrub.Scrubber;
import dev.faultline.bootstrap.lane.LoggedLine;
import org.jspecify.annotations.Nullable;

/** A line that the application has logged, fit to leave the process: scrubbed. Immutable. */
public final class LogRecord {
  /** When it was logged, by {@link System#nanoTime}. */
  public final long nanos;

  public final Severity severity;

  /** Name of the logger; may be empty. */
  public final String logger;

  /** Formatted and scrubbed; may be empty. */
  public final String message;

  public final String threadName;
  public final long threadId;

  /** Whether it was logged in a trace; without one, the ids are 0. */
  public final boolean hasTrace;

  public final long traceIdHigh;
  public final long traceIdLow;

  /** The span that was open; 0 when there was none. */
  public final long spanId;

  /** The trace's own sampled flag, false without one. */
  public final boolean sampled;

  public LogRecord(
      long nanos,
      Severity severity,
      String logger,
      String message,
      String threadName,
      long threadId,
      boolean hasTrace,
      long traceIdHigh,
      long traceIdLow,
      long spanId,
      boolean sampled) {
    this.nanos = nanos;
    this.severity = severity;
    this.logger = logger;
    this.message = message;
    this.threadName = threadName;
    this.threadId = threadId;
    this.hasTrace = hasTrace;
    this.traceIdHigh = traceIdHigh;
    this.traceIdLow = traceIdLow;
    this.spanId = spanId;
    this.sampled = sampled;
  }

  /** Formats and scrubs what was logged. */
  public static LogRecord of(LoggedLine logged, Scrubber scrubber) {
    return new LogRecord(
        logged.line.nanos,
        Severity.valueOf(logged.line.level),
        orEmpty(scrubber.text(logged.line.logger)),
        LogText.of(logged.line, scrubber),
        orEmpty(scrubber.text(logged.threadName)),
        logged.threadId,
        logged.hasTrace(),
        logged.traceIdHigh,
        logged.traceIdLow,
        logged.spanId,
        logged.sampled);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
