// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.status;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asks one JVM, with a bound to how long: one that is stopped never answers. */
final class Question {
  /** As the agent's StatusBoard has it. */
  private static final String PROPERTY = "dev.faultline.status";

  private final AttachApi api;
  private final Processes processes;

  Question(AttachApi api, Processes processes) {
    this.api = api;
    this.processes = processes;
  }

  /**
   * What it says, as JSON; null when Faultline does not run in it.
   *
   * @throws IOException that says why it cannot be asked, in words that go on "process 17 ..."
   */
  @Nullable String ask(String pid, long seconds) throws IOException {
    String objection = processes.objection(pid);
    if (objection != null) throw new IOException(objection);
    FutureTask<@Nullable String> answer =
        new FutureTask<>(() -> api.agentProperties(pid).getProperty(PROPERTY));
    Thread asker = new Thread(answer, "faultline-status-" + pid);
    asker.setDaemon(true);
    asker.start();
    try {
      return answer.get(seconds, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw new IOException("cannot be asked: " + (cause == null ? e : cause.getMessage()), e);
    } catch (TimeoutException e) {
      throw new IOException("does not answer", e);
    } catch (InterruptedException e) {
      throw new IOException("was not asked to the end", e);
    }
  }
}
