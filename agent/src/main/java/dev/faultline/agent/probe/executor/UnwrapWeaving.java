// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.executor;

import static dev.faultline.agent.weave.Methods.namedOneOf;
import static dev.faultline.agent.weave.Methods.takesArguments;

import dev.faultline.agent.weave.Advices;
import dev.faultline.agent.weave.Weaving;

/** The JDK's wrappers, each of which tells what it wraps when it is run. */
abstract class UnwrapWeaving implements Weaving {
  private final Class<?> advice;

  UnwrapWeaving(Class<?> advice) {
    this.advice = advice;
  }

  @Override
  public void bind(Advices advices) {
    advices.advise(namedOneOf("call", "run", "exec", "compute").and(takesArguments(0)), advice);
  }

  /** Those whose field is called task. */
  static final class OfTask extends UnwrapWeaving {
    public OfTask() {
      super(UnwrapTaskAdvice.class);
    }
  }

  /** Those whose field is called runnable. */
  static final class OfRunnable extends UnwrapWeaving {
    public OfRunnable() {
      super(UnwrapRunnableAdvice.class);
    }
  }

  /** Those whose field is called callable. */
  static final class OfCallable extends UnwrapWeaving {
    public OfCallable() {
      super(UnwrapCallableAdvice.class);
    }
  }
}
