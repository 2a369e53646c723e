// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.sqlerror;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the codes of one vendor mean: its own numbers, and SQLStates. A subclass is a table. */
abstract class SqlCodes {
  private final Map<Integer, SqlVerdict> codes = new HashMap<>();
  private final Map<String, SqlVerdict> states = new HashMap<>();

  /** Null where the vendor says no more than the standard does. */
  @Nullable SqlVerdict of(@Nullable String state, int code, String message) {
    SqlVerdict verdict = codes.get(code);
    return verdict != null || state == null ? verdict : states.get(state);
  }

  final void codes(SqlVerdict verdict, int... all) {
    for (int each : all) codes.put(each, verdict);
  }

  final void states(SqlVerdict verdict, String... all) {
    for (String each : all) states.put(each, verdict);
  }
}
