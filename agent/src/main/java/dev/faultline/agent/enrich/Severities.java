// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich;

import dev.faultline.bootstrap.fault.State;
import org.jspecify.annotations.Nullable;

/** Says how bad a fault is, from what became of it. */
final class Severities {
  private static final int SERVER_ERROR = 500;

  private Severities() {}

  /**
   * @param status of the response; 0 when it is not known, or there is none
   */
  static Severity of(boolean clientAbort, Way way, int status) {
    if (clientAbort) return Severity.INFO;
    State state = way.state();
    if (state == State.HANDLED && status > 0 && status < SERVER_ERROR) return Severity.WARN;
    return state == State.LOGGED && isLoggedBelowError(way) ? Severity.WARN : Severity.ERROR;
  }

  private static boolean isLoggedBelowError(Way way) {
    for (Step each : way.steps()) {
      if (each.state == State.LOGGED && !isBelowError(each.level)) return false;
    }
    return true;
  }

  /** Not known is not below. */
  private static boolean isBelowError(@Nullable String level) {
    return "WARN".equals(level) || "INFO".equals(level);
  }
}
