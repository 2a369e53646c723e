// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.executor;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import dev.faultline.agent.weave.Advices;
import dev.faultline.agent.weave.Weaving;

/**
 * CountedCompleter, which parallel streams are made of: on JDK 17 to 21 it fails on its own way.
 */
final class CountedCompleterWeaving implements Weaving {
  @Override
  public void bind(Advices advices) {
    advices.advise(named("trySetException").and(takesArguments(1)), FailAdvice.class);
  }
}
