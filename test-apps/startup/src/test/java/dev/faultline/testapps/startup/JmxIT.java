// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.faultline.harness.Jdk;
import dev.faultline.harness.JdkSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/** The account is shown by JMX where the application uses JMX, and JMX is not touched before. */
class JmxIT {
  private static final String[] FILE = {
    "-Dfaultline.exporters=file", "-Dfaultline.metrics.interval=100ms"
  };

  @TempDir Path folder;

  @ParameterizedTest
  @JdkSource
  void lateServer_getsTheBeansAndKeepsItsOwnChoices(Jdk jdk) throws Exception {
    List<String> out = lateServer(Jvm.java(jdk));
    assertThat(out)
        .containsSubsequence("waiting", "builder ours", "log manager Manager")
        .contains(
            "bean dev.faultline:signal=sightings,type=Account",
            "bean dev.faultline:name=file,type=Exporter",
            "bean dev.faultline:exporter=file,signal=faults,type=Account",
            "bean dev.faultline:exporter=file,signal=spans,type=Account");
  }

  @ParameterizedTest
  @JdkSource(max = 17)
  void lateServer_getsTheBeansUnderASecurityManager(Jdk jdk) throws Exception {
    Path policy =
        Files.writeString(
            folder.resolve("policy"), "grant { permission java.security.AllPermission; };");
    List<String> out =
        lateServer(
            Jvm.java(jdk).args("-Djava.security.manager", "-Djava.security.policy==" + policy));
    assertThat(out).contains("bean dev.faultline:exporter=file,signal=spans,type=Account");
  }

  @ParameterizedTest
  @JdkSource
  void applicationWithoutJmx_hasNoClassOfItLoaded(Jdk jdk) throws Exception {
    Path out = folder.resolve("out");
    Process process =
        Jvm.java(jdk)
            .agent()
            .args(FILE)
            .args("-Dfaultline.file.path=" + folder.resolve("lines"), "-verbose:class")
            .main(Waiting.class)
            .start(out, folder.resolve("err"));
    try {
      // the exporter is open, and the account has been written down
      await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> Files.readString(out).contains("dev.faultline.agent.account.AgentPropert"));
      await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> Files.readString(out).contains("dev.faultline.agent.export.file."));
    } finally {
      process.getOutputStream().close();
      process.waitFor(60, TimeUnit.SECONDS);
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).isZero();
    assertThat(Files.readString(out).lines())
        .noneMatch(line -> line.contains("javax.management."))
        .noneMatch(line -> line.contains("com.sun.jmx."))
        .noneMatch(line -> line.contains("java.util.logging.LogManager "))
        .noneMatch(line -> line.contains("dev.faultline.agent.account.AccountBeans"));
  }

  private List<String> lateServer(Jvm jvm) throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process =
        jvm.agent()
            .args(FILE)
            .args("-Dfaultline.file.path=" + folder.resolve("lines"))
            .main(LateServer.class)
            .start(out, err);
    try {
      await().atMost(Duration.ofMinutes(2)).until(() -> says(out, "waiting"));
      write(process, "\n");
      await().atMost(Duration.ofMinutes(2)).until(() -> says(out, "bean "));
      write(process, "\n");
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(Files.readString(err)).isZero();
    assertThat(Files.readString(err)).doesNotContain("ERROR");
    return Files.readString(out).lines().toList();
  }

  private static boolean says(Path out, String text) throws IOException {
    return Files.readString(out).contains(text);
  }

  private static void write(Process process, String text) throws IOException {
    process.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    process.getOutputStream().flush();
  }
}
