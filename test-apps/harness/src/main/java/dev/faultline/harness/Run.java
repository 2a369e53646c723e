// SPDX-License-Identifier: Apache-2.0
package dev.faultline.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** An application that has ended, and what arrived of it. */
public final class Run {
  private final App app;
  private final int exit;
  private final int expectedExit;
  private final String out;
  private final String err;
  private final List<String> findings;
  private final String report;
  private final Collector collector;

  Run(
      App app,
      int exit,
      int expectedExit,
      String out,
      String err,
      List<String> findings,
      String report,
      Collector collector) {
    this.app = app;
    this.exit = exit;
    this.expectedExit = expectedExit;
    this.out = out;
    this.err = err;
    this.findings = findings;
    this.report = report;
    this.collector = collector;
  }

  /** What it wrote to stdout. */
  public String out() {
    return out;
  }

  public String err() {
    return err;
  }

  /** What the agent wrote to stderr, a line each. */
  public List<String> agentErr() {
    return err.lines().filter(AgentLines::isAgents).toList();
  }

  public int exit() {
    return exit;
  }

  /** What the agent says about its weaving and its hooks, as it wrote it; empty without agent. */
  public String report() {
    return report;
  }

  /** What became of what was recorded, by kind, as the agent says at its end. */
  public Map<String, Account> accounts() {
    return Account.parse(err);
  }

  public List<RecordedTrace> traces() {
    return collector.traces();
  }

  public List<RecordedSpan> spans() {
    return collector.spans();
  }

  public List<RecordedFault> faults() {
    return collector.faults();
  }

  /** What the application has logged, faults excepted. */
  public List<RecordedLine> lines() {
    return collector.lines();
  }

  public List<RecordedPoint> points() {
    return collector.points();
  }

  /**
   * Checks what has to hold after every run. {@link RunningApp} calls it.
   *
   * @throws AssertionError telling all that does not
   */
  void check() {
    List<String> problems = new ArrayList<>();
    if (exit != expectedExit) problems.add("exit code " + exit + ", not " + expectedExit);
    problems.addAll(findings);
    if (app.agent) problems.addAll(AgentLines.failures(report));
    if (!app.anyTelemetry) problems.addAll(collector.problems());
    for (String line : err.lines().toList()) {
      if (!isExpected(line)) problems.add("unexpected on stderr: " + line);
    }
    if (problems.isEmpty()) return;
    throw new AssertionError(
        app.mainClass
            + ":\n- "
            + String.join("\n- ", problems)
            + "\nstdout:\n"
            + out
            + "\nstderr:\n"
            + err);
  }

  private boolean isExpected(String line) {
    for (Pattern expected : app.expectedErr) {
      if (expected.matcher(line).matches()) return true;
    }
    if (AgentLines.isAgents(line)) return app.agent && AgentLines.isOrdinary(line);
    return line.isBlank() || app.anyErr;
  }
}
