// SPDX-License-Identifier: Apache-2.0
package dev.faultline.harness;

import java.util.ArrayList;
import java.util.List;

/** Tells the agent's lines on stderr, and what its report says has failed. */
final class AgentLines {
  private AgentLines() {}

  /** Whether the agent wrote that line to stderr. */
  static boolean isAgents(String line) {
    return line.startsWith("[faultline] ") || line.startsWith("faultline: ");
  }

  /** Whether it says nothing that is wrong. */
  static boolean isOrdinary(String line) {
    return line.startsWith("[faultline] INFO ");
  }

  /** Weave errors and hook failures that the report tells. */
  static List<String> failures(String report) {
    List<String> failures = new ArrayList<>();
    for (String line : report.lines().toList()) {
      if (line.startsWith("failed ")) failures.add(line);
    }
    return failures;
  }
}
