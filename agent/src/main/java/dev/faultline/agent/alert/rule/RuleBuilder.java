// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.rule;

import dev.faultline.agent.alert.condition.Condition;
import dev.faultline.agent.alert.condition.FirstCondition;
import dev.faultline.agent.alert.condition.SilentCondition;
import dev.faultline.agent.alert.notice.Parts;
import dev.faultline.agent.alert.notice.Severity;
import dev.faultline.agent.alert.notice.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the parser has understood of a rule so far, with what is so where a rule does not say. */
final class RuleBuilder {
  static final long SECOND = 1_000;
  static final long MINUTE = 60 * SECOND;

  String name = "";
  String text = "";
  int line;
  Severity severity = Severity.WARNING;
  final List<Target> targets = new ArrayList<>();
  final List<String> groupBy = new ArrayList<>();
  final List<Matcher> matchers = new ArrayList<>();
  @Nullable Condition condition;
  long pendingMillis;
  long repeatMillis = 30 * MINUTE;
  long cooldownMillis = 10 * MINUTE;
  long keepMillis;
  long groupWaitMillis = 5 * SECOND;
  boolean tellsResolved = true;
  int fragments;
  boolean traceId = true;
  boolean message = true;
  boolean frame = true;

  Parts parts() {
    return new Parts(fragments, traceId, message, frame);
  }

  Condition condition() {
    if (condition == null) throw new IllegalStateException("no condition");
    return condition;
  }

  /** What is new is new by itself, and who is silent has a name: these need no "by". */
  List<String> groups() {
    if (!groupBy.isEmpty()) return new ArrayList<>(groupBy);
    if (condition instanceof FirstCondition) return Arrays.asList("service", "fingerprint");
    if (condition instanceof SilentCondition) return Collections.singletonList("service");
    return Collections.emptyList();
  }
}
