// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.executor;

import static dev.faultline.agent.weave.Methods.isConstructor;
import static dev.faultline.agent.weave.Methods.named;
import static dev.faultline.agent.weave.Methods.namedOneOf;
import static dev.faultline.agent.weave.Methods.takesArguments;

import dev.faultline.agent.weave.Advices;
import dev.faultline.agent.weave.Weaving;

/** CompletableFuture: where it fails, passes a failure on, and gives it to who asks. */
final class StageWeaving {
  private StageWeaving() {}

  /** CompletableFuture itself. Not every JDK has every method. */
  static final class OfFuture implements Weaving {
    @Override
    public void bind(Advices advices) {
      fail(advices);
      look(advices);
      advices
          .rewrite(named("uniWhenComplete"), HandlerRewriter.given())
          .rewrite(named("uniHandle"), HandlerRewriter.handled("handle"))
          .rewrite(named("uniExceptionally"), HandlerRewriter.handled("exceptionally"))
          .rewrite(
              named("uniComposeExceptionallyStage"),
              HandlerRewriter.handled("exceptionallyCompose"));
    }

    private static void fail(Advices advices) {
      advices
          .advise(named("encodeThrowable").and(takesArguments(1)), StageFailAdvice.class)
          .advise(named("encodeThrowable").and(takesArguments(2)), StageDependentFailAdvice.class)
          .advise(named("encodeRelay"), StageRelayAdvice.class)
          .advise(named("completeExceptionally"), StageCompleteAdvice.class)
          .advise(named("obtrudeException"), StageObtrudeAdvice.class)
          .advise(namedOneOf("failedFuture", "failedStage"), StageMadeFailedAdvice.class);
    }

    private static void look(Advices advices) {
      advices
          .advise(namedOneOf("reportGet", "reportJoin"), StageReportAdvice.class)
          .advise(
              namedOneOf("exceptionNow", "resultNow", "state", "isCompletedExceptionally"),
              StageLookAdvice.class);
    }
  }

  /** What it keeps of a failure. */
  static final class OfOutcome implements Weaving {
    @Override
    public void bind(Advices advices) {
      advices.advise(isConstructor(), OutcomeMadeAdvice.class);
    }
  }

  /** The step that {@code exceptionallyCompose} waits with; from JDK 12 on. */
  static final class OfCompose implements Weaving {
    @Override
    public void bind(Advices advices) {
      advices.rewrite(named("tryFire"), HandlerRewriter.handled("exceptionallyCompose"));
    }
  }

  /** What {@code orTimeout} waits with; from JDK 9 on. */
  static final class OfTimeout implements Weaving {
    @Override
    public void bind(Advices advices) {
      advices.advise(named("run").and(takesArguments(0)), TimeoutAdvice.class);
    }
  }
}
