// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.executor;

import static dev.faultline.agent.weave.Methods.named;
import static dev.faultline.agent.weave.Methods.takesArguments;

import dev.faultline.agent.weave.Advices;
import dev.faultline.agent.weave.Weaving;

/** ThreadPoolExecutor: where tasks come in, run, and are taken out again. */
final class PoolWeaving implements Weaving {
  @Override
  public void bind(Advices advices) {
    advices
        .advise(named("execute").and(takesArguments(1)), ExecuteAdvice.class)
        .advise(named("reject").and(takesArguments(1)), RejectAdvice.class)
        .advise(named("remove").and(takesArguments(1)), RemoveAdvice.class)
        .advise(named("drainQueue").and(takesArguments(0)), DrainAdvice.class)
        .advise(named("runWorker"), WorkerAdvice.class)
        .rewrite(named("runWorker"), new WorkerRewriter()); // last bound: sees no code of ours
  }
}
