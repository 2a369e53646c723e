// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.notice;

/** How bad it is that a rule fires. */
public enum Severity {
  INFO("info"),
  WARNING("warning"),
  CRITICAL("critical");

  /** As rules and messages write it. */
  public final String word;

  Severity(String word) {
    this.word = word;
  }
}
