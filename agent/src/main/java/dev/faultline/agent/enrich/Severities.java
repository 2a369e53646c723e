// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich;

import dev.faultline.bootstrap.fault.State;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says how bad a fault is, from what became of it. */
final class Severities {
  private static final int SERVER_ERROR = 500;

  private Severities() {}

  static Severity of(List<Thrown> telling, Way way, @Nullable RequestSummary request) {
    State state = way.state();
    if (state == State.HANDLED && request != null && request.status < SERVER_ERROR) {
      return Severity.WARN;
    }
    return state == State.LOGGED && isLoggedBelowError(way) ? Severity.WARN : Severity.ERROR;
  }

  private static boolean isLoggedBelowError(Way way) {
    for (Step each : way.steps()) {
      if (each.state == State.LOGGED && !"WARN".equals(each.level)) return false;
    }
    return true;
  }
}
