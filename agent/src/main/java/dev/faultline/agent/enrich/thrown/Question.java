// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.thrown;

/** What a throwable can be asked by methods that its class may have made its own. */
enum Question {
  FRAMES("getStackTrace"),
  CAUSE("getCause"),
  MESSAGE("getMessage"),
  /** Final in Throwable, but it takes the throwable's monitor. */
  SUPPRESSED("getSuppressed"),
  NEXT("getNextException"),
  STATE("getSQLState"),
  CODE("getErrorCode"),
  UPDATE_COUNTS("getUpdateCounts");

  final String method;

  Question(String method) {
    this.method = method;
  }

  int bit() {
    return 1 << ordinal();
  }

  /** As in "getMessage()". */
  @Override
  public String toString() {
    return method + "()";
  }
}
