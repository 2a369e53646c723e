// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

import dev.faultline.bootstrap.trace.CurrentTrace;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * The thread that closes a socket whose peer has stopped reading: the mail library needs one, and
 * its own would keep the JVM alive. It starts with the first write, and ends when this is shut
 * down.
 */
final class WriteTimer {
  private WriteTimer() {}

  static ScheduledExecutorService make() {
    ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, WriteTimer::thread);
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }

  private static Thread thread(Runnable work) {
    Runnable unseen =
        () -> {
          CurrentTrace.get().enterHook(); // for good: nothing that this thread does is recorded
          work.run();
        };
    Thread thread = new Thread(unseen, "faultline-alerts-timer");
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    return thread;
  }
}
