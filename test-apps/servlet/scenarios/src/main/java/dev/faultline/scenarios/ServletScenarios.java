// SPDX-License-Identifier: Apache-2.0
package dev.faultline.scenarios;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.faultline.harness.Jdk;
import dev.faultline.harness.Jdks;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * One server, in one JVM, for all scenarios; at the end there must be one record for each request,
 * and no other. The scenarios run at the same time, because each waits most of its time for what it
 * has caused to arrive.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
public abstract class ServletScenarios
    implements RoutingScenarios,
        DispatchScenarios,
        AsyncScenarios,
        ReadingScenarios,
        TraceContextScenarios {
  private final Class<?> main;
  private final int oldestJdk;
  private @Nullable RunningServer server;

  /**
   * @param main of the server
   * @param oldestJdk that it runs on: it is run on the oldest there is from that one on
   */
  protected ServletScenarios(Class<?> main, int oldestJdk) {
    this.main = main;
    this.oldestJdk = oldestJdk;
  }

  @BeforeAll
  void start() {
    Optional<Jdk> jdk = Jdks.all().stream().filter(each -> each.major() >= oldestJdk).findFirst();
    assumeTrue(jdk.isPresent(), "no JDK from " + oldestJdk + " on");
    server = RunningServer.start(main, jdk.get());
  }

  @AfterAll
  void stop() {
    if (server != null) server.stop();
  }

  @Override
  public RunningServer server() {
    RunningServer server = this.server;
    if (server == null) throw new IllegalStateException("not started");
    return server;
  }
}
