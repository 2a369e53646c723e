// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare;

/**
 * What agents add to one figure, round by round: what was found turn by turn beside no agent, or
 * else what is above the median without one. Of all endpoints together, it is their sum.
 */
final class Added {
  /** Of the names of figures that are differences already. */
  static final String PREFIX = "added ";

  private final Results results;
  private final Figure figure;
  private final String subject;

  Added(Results results, Figure figure, String subject) {
    this.results = results;
    this.figure = figure;
    this.subject = subject;
  }

  boolean knows(Agent agent) {
    return !by(agent).isEmpty();
  }

  /** Empty where that, or what it is without an agent, is not known. */
  Series by(Agent agent) {
    Series told = of(agent, PREFIX + figure.name());
    if (!told.isEmpty()) return told;
    Series none = told(Agent.NONE);
    return none.isEmpty() ? none : told(agent).minus(none.median());
  }

  /** What it is with that agent, and not what that adds. */
  Series told(Agent agent) {
    return of(agent, figure.name());
  }

  private Series of(Agent agent, String name) {
    if (!subject.equals(Figure.TOGETHER)) return results.of(agent, figure.part(), subject, name);
    return Series.sum(
        Figure.ENDPOINTS.stream()
            .map(each -> results.of(agent, figure.part(), each, name))
            .toList());
  }
}
