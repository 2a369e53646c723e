// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.lane.Lanes;
import dev.faultline.bootstrap.lane.LoggedLine;
import dev.faultline.bootstrap.subject.LogLine;
import dev.faultline.bootstrap.trace.CurrentTrace;
import dev.faultline.bootstrap.trace.Share;
import org.jspecify.annotations.Nullable;

/**
 * Which lines are shipped as records of their own: errors, warnings of some loggers, and of what is
 * mere information a share, of a trace all or nothing. A line that is not costs a comparison.
 *
 * <p>Set at start-up, and taken away by the shipper when no exporter takes lines. Read through a
 * plain field: a thread that still sees the former value ships a few lines more or less.
 */
public final class LogSampling {
  /** Null while nobody takes lines. */
  private static @Nullable LogSampling current;

  private final boolean errors;
  private final LoggerNames warnings;
  private final Share infos;

  /**
   * @param errors whether to ship errors, all of them
   * @param warnings names of the loggers whose warnings to ship; {@code *} for all loggers
   * @param infos share of traces, and of lines outside of any, whose information to ship; 0 to 1
   */
  public LogSampling(boolean errors, String[] warnings, double infos) {
    this.errors = errors;
    this.warnings = new LoggerNames(warnings);
    this.infos = new Share(infos);
  }

  /** Puts these settings in force. */
  public static void use(LogSampling sampling) {
    current = sampling;
  }

  /** From now on no line is shipped. */
  public static void turnOff() {
    current = null;
  }

  /** Hands a line over that was logged on this thread just now, if it is one of those. */
  static void offer(LogLine line, CurrentTrace here) {
    LogSampling sampling = current;
    if (sampling == null || !sampling.takes(line, here)) return;
    LoggedLine logged = new LoggedLine(line, here.trace(), here.parentId());
    Lanes.LINES.offer(logged, 1, logged.ballast());
  }

  private boolean takes(LogLine line, CurrentTrace here) {
    switch (line.level) {
      case LogHook.INFO:
        return here.isIn(infos);
      case LogHook.WARN:
        return warnings.contain(line.logger);
      default:
        return errors;
    }
  }
}
