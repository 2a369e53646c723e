// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.executor;

import static dev.faultline.agent.weave.TypeRule.exactly;

import dev.faultline.agent.weave.Probe;
import dev.faultline.agent.weave.TypeRule;
import dev.faultline.bootstrap.hook.ProbeSwitch;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The executors of the JDK: pools, scheduled pools, fork-join, CompletableFuture, and from JDK 21
 * on a thread for each task. Not every JDK has every type; what it does not have is not hit.
 */
public final class ExecutorProbe implements Probe {
  private static final String PACKAGE = "java.util.concurrent.";

  private static final List<TypeRule> RULES =
      Collections.unmodifiableList(
          Arrays.asList(
              exactly(PACKAGE + "ThreadPoolExecutor", PoolWeaving.class),
              exactly(PACKAGE + "ScheduledThreadPoolExecutor", ScheduledPoolWeaving.class),
              exactly(
                  PACKAGE + "ScheduledThreadPoolExecutor$ScheduledFutureTask",
                  ScheduledPoolWeaving.OfTask.class),
              exactly(PACKAGE + "FutureTask", FutureTaskWeaving.class),
              exactly(PACKAGE + "AbstractExecutorService", WaitForAllWeaving.class),
              exactly(PACKAGE + "ForkJoinPool", ForkJoinPoolWeaving.class),
              exactly(PACKAGE + "ForkJoinTask", ForkJoinTaskWeaving.class),
              exactly(PACKAGE + "DelayScheduler$ScheduledForkJoinTask", ForkJoinDelayWeaving.class),
              exactly(PACKAGE + "CompletableFuture", StageWeaving.OfFuture.class),
              exactly(PACKAGE + "CompletableFuture$AltResult", StageWeaving.OfOutcome.class),
              exactly(
                  PACKAGE + "CompletableFuture$UniComposeExceptionally",
                  StageWeaving.OfCompose.class),
              exactly(PACKAGE + "CompletableFuture$Timeout", StageWeaving.OfTimeout.class),
              exactly(
                  PACKAGE + "CompletableFuture$UniCompletion", FutureWeaving.OfRegistration.class),
              exactly(PACKAGE + "CompletableFuture$Completion", FutureWeaving.OfDependent.class),
              exactly(
                  PACKAGE + "CompletableFuture$ThreadPerTaskExecutor",
                  FutureWeaving.OfThreads.class),
              exactly(PACKAGE + "ThreadPerTaskExecutor", AloneWeaving.OfExecutor.class),
              exactly(
                  PACKAGE + "ThreadPerTaskExecutor$ThreadBoundFuture", AloneWeaving.OfFuture.class),
              exactly(PACKAGE + "ThreadPerTaskExecutor$TaskRunner", AloneWeaving.OfRunner.class),
              exactly(PACKAGE + "Executors$RunnableAdapter", UnwrapWeaving.OfTask.class),
              exactly(PACKAGE + "CompletableFuture$AsyncSupply", FutureWeaving.OfStart.class),
              exactly(PACKAGE + "CompletableFuture$AsyncRun", FutureWeaving.OfStart.class),
              adapter("AdaptedRunnable", UnwrapWeaving.OfRunnable.class),
              adapter("AdaptedRunnableAction", UnwrapWeaving.OfRunnable.class),
              adapter("AdaptedInterruptibleRunnable", UnwrapWeaving.OfRunnable.class),
              adapter("RunnableExecuteAction", UnwrapWeaving.OfRunnable.class),
              adapter("AdaptedCallable", UnwrapWeaving.OfCallable.class),
              adapter("AdaptedInterruptibleCallable", UnwrapWeaving.OfCallable.class)));

  private static TypeRule adapter(String name, Class<? extends UnwrapWeaving> weaving) {
    return exactly(PACKAGE + "ForkJoinTask$" + name, weaving);
  }

  @Override
  public ProbeSwitch probeSwitch() {
    return ProbeSwitch.EXECUTOR;
  }

  @Override
  public List<TypeRule> rules() {
    return RULES;
  }
}
