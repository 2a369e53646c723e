// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.condition;

/** What a condition says of a group at a time. */
public enum Verdict {
  YES,
  NO,
  /** Too little to go by: whatever was decided stays. */
  UNDECIDED
}
