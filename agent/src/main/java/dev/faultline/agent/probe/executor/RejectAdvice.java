// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.executor;

import dev.faultline.bootstrap.hook.RejectionHook;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** A pool has rejected a task. */
final class RejectAdvice {
  private RejectAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.This ThreadPoolExecutor pool,
      @Advice.Argument(0) @Nullable Object task,
      @Advice.FieldValue("ctl") AtomicInteger control,
      @Advice.FieldValue("maximumPoolSize") int max,
      @Advice.FieldValue("workQueue") BlockingQueue<?> queue,
      @Advice.FieldValue("mainLock") ReentrantLock lock,
      @Advice.FieldValue("handler") RejectedExecutionHandler handler,
      @Advice.Thrown @Nullable Throwable thrown) {
    RejectionHook.rejected(pool, task, control, max, queue, lock, handler, thrown);
  }
}
