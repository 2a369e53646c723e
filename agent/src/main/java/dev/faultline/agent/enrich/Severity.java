// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich;

/** How bad a fault is. The numbers are OpenTelemetry's severity numbers. */
public enum Severity {
  /** Nobody's fault here, such as a client that went away. */
  INFO(9),
  /** Expected by the application, such as an exception that its handler answers with a 404. */
  WARN(13),
  ERROR(17);

  public final int number;

  Severity(int number) {
    this.number = number;
  }
}
