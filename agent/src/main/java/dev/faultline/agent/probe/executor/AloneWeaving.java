// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.executor;

import static dev.faultline.agent.weave.Methods.isConstructor;
import static dev.faultline.agent.weave.Methods.named;
import static dev.faultline.agent.weave.Methods.takesArguments;

import dev.faultline.agent.weave.Advices;
import dev.faultline.agent.weave.Weaving;

/** Tasks that have a thread, most often a virtual one, to themselves; from JDK 21 on. */
abstract class AloneWeaving implements Weaving {
  @Override
  public void bind(Advices advices) {
    advices.advise(isConstructor(), AloneAdvice.class);
  }

  /** The executor itself. */
  static final class OfExecutor implements Weaving {
    @Override
    public void bind(Advices advices) {
      new WaitForAllWeaving().bind(advices);
      advices
          .advise(named("ensureNotShutdown"), AloneRejectAdvice.class)
          .advise(named("start").and(takesArguments(Thread.class)), AloneRejectAdvice.class);
    }
  }

  /** What {@code submit} makes. It is a FutureTask, and runs as one. */
  static final class OfFuture extends AloneWeaving {}

  /** What {@code execute} makes. */
  static final class OfRunner extends AloneWeaving {
    @Override
    public void bind(Advices advices) {
      super.bind(advices);
      advices.advise(named("run"), AloneRunAdvice.class);
    }
  }
}
