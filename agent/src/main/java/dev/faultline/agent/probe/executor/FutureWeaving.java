// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.executor;

import static dev.faultline.agent.weave.Methods.isConstructor;
import static dev.faultline.agent.weave.Methods.named;
import static dev.faultline.agent.weave.Methods.takesArguments;

import dev.faultline.agent.weave.Advices;
import dev.faultline.agent.weave.Weaving;

/** The steps that a CompletableFuture consists of, where they are made and run. */
final class FutureWeaving {
  private FutureWeaving() {}

  /** The first step. A fork-join pool runs it through this method, too. */
  static final class OfStart implements Weaving {
    @Override
    public void bind(Advices advices) {
      advices.advise(named("run").and(takesArguments(0)), AsyncRunAdvice.class);
    }
  }

  /** A step that waits for another one: registered with an executor, or without. */
  static final class OfRegistration implements Weaving {
    @Override
    public void bind(Advices advices) {
      advices.advise(isConstructor(), RegisterAdvice.class);
    }
  }

  /** A step that waits for another one, when its time has come. */
  static final class OfDependent implements Weaving {
    @Override
    public void bind(Advices advices) {
      advices.advise(named("run").and(takesArguments(0)), DependentRunAdvice.class);
    }
  }

  /** What stands in for the common pool where that has one thread or none; up to JDK 24. */
  static final class OfThreads implements Weaving {
    @Override
    public void bind(Advices advices) {
      advices.advise(named("execute").and(takesArguments(1)), ExecuteAdvice.class);
    }
  }
}
