// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.executor;

import static dev.faultline.agent.weave.Methods.isConstructor;
import static dev.faultline.agent.weave.Methods.named;

import dev.faultline.agent.weave.Advices;
import dev.faultline.agent.weave.Weaving;

/** ScheduledThreadPoolExecutor: all its tasks come through one method. */
final class ScheduledPoolWeaving implements Weaving {
  @Override
  public void bind(Advices advices) {
    advices.advise(named("delayedExecute"), ScheduleAdvice.class);
  }

  /** What it makes of a task. */
  static final class OfTask implements Weaving {
    @Override
    public void bind(Advices advices) {
      advices.advise(isConstructor(), ScheduledMadeAdvice.class);
    }
  }
}
