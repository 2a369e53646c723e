// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.timing;

/** What is timed. Their numbers are in the database. */
public enum Kind {
  /** Requests that were served. */
  REQUEST(1),

  /** Statements, by digest. */
  STATEMENT(2);

  /** Of what was measured, as metrics tell. */
  final int measured;

  /** Of what was counted from spans, where no metric tells. */
  final int counted;

  Kind(int number) {
    measured = number;
    counted = 10 + number;
  }
}
