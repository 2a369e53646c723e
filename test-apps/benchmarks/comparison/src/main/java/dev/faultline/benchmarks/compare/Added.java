// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare;

/** What agents add to one figure: the difference of the medians. */
final class Added {
  private final Results results;
  private final Figure figure;
  private final String subject;

  Added(Results results, Figure figure, String subject) {
    this.results = results;
    this.figure = figure;
    this.subject = subject;
  }

  boolean knows(Agent agent) {
    return !of(agent).isEmpty() && !of(Agent.NONE).isEmpty();
  }

  double by(Agent agent) {
    return of(agent).median() - of(Agent.NONE).median();
  }

  private Series of(Agent agent) {
    return results.of(agent, figure.part(), subject, figure.name());
  }
}
