// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.VirtualMachine;
import dev.faultline.harness.ClassPath;
import dev.faultline.harness.Jdk;
import dev.faultline.harness.JdkSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/** The agent comes to a JVM that runs already. */
class AttachIT {
  @TempDir Path folder;

  @ParameterizedTest
  @JdkSource
  void attached_startsOnceWithTwoThreadsAtMost(Jdk jdk) throws Exception {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process =
        Jvm.java(jdk)
            .args("-XX:+IgnoreUnrecognizedVMOptions", "-XX:+EnableDynamicAgentLoading")
            .main(Waiting.class)
            .start(out, err);
    try {
      await().atMost(1, TimeUnit.MINUTES).until(() -> Files.readString(out).contains("waiting"));
      attach(process, "service=attached");
      attach(process, "service=again");
      process.getOutputStream().close();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).isZero();
    List<String> starts =
        Files.readString(err).lines().filter(line -> line.contains(" watches ")).toList();
    assertThat(starts).hasSize(1);
    assertThat(starts.get(0)).contains(" watches attached,");
    assertThat(Files.readString(out).lines().filter(line -> line.startsWith("thread faultline")))
        .hasSizeLessThanOrEqualTo(2);
  }

  private static void attach(Process process, String arguments) throws Exception {
    VirtualMachine machine = VirtualMachine.attach(Long.toString(process.pid()));
    try {
      machine.loadAgent(ClassPath.agent().toString(), arguments);
    } catch (AgentLoadException e) {
      // A JVM of version 8 says that all is well in a way that newer ones do not understand.
      if (!"0".equals(e.getMessage())) throw e;
    } finally {
      machine.detach();
    }
  }
}
