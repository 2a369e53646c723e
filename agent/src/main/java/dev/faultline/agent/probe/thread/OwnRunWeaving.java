// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.thread;

import static dev.faultline.agent.weave.Methods.named;
import static dev.faultline.agent.weave.Methods.takesArguments;

import dev.faultline.agent.weave.Advices;
import dev.faultline.agent.weave.Weaving;

/** A thread of the application's that has a {@code run} of its own, instead of a target. */
final class OwnRunWeaving implements Weaving {
  @Override
  public void bind(Advices advices) {
    advices.advise(named("run").and(takesArguments(0)), OwnRunAdvice.class);
  }
}
