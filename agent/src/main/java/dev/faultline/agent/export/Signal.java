// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export;

/** The kinds of record that leave the process, in the order in which they are worth keeping. */
public enum Signal {
  /** One log record each, where a format has such. */
  FAULTS("faults"),
  /** Metric points, always cumulative: a later one makes an earlier one worthless. */
  METRICS("metrics"),
  SPANS("spans"),
  /** Lines that the application has logged. */
  LOGS("logs");

  /** As it is written in log lines and in Faultline's own metrics. */
  public final String label;

  Signal(String label) {
    this.label = label;
  }
}
