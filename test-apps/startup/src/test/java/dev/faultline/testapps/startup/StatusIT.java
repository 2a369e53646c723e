// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.faultline.harness.ClassPath;
import dev.faultline.harness.Jdk;
import dev.faultline.harness.JdkSource;
import dev.faultline.harness.Jdks;
import dev.faultline.testapps.startup.Jvm.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/** {@code java -jar faultline.jar status}, by each JDK of each JDK, and of what it cannot ask. */
class StatusIT {
  @TempDir Path folder;

  @ParameterizedTest
  @JdkSource
  void watchedJvm_answersEachJdkAndSaysNothingItself(Jdk jdk) throws Exception {
    Process process = waiting(Jvm.java(jdk).agent());
    try {
      for (Jdk each : Jdks.all()) {
        Ended ended = awaitAnswer(each, process);
        assertThat(ended.err()).as(each.toString()).isEmpty();
        assertThat(ended.out())
            .startsWith("Faultline ")
            .contains(" watches Waiting (process " + process.pid() + ") for ")
            .contains("sightings         0          0        0        0")
            .contains("otlp: not opened yet, for want of records");
      }
    } finally {
      end(process);
    }
    // loading an agent, say, would have been a warning there
    assertThat(Files.readString(folder.resolve("err")).lines())
        .singleElement()
        .asString()
        .contains("INFO Faultline");
    assertThat(Files.readString(folder.resolve("out"))).doesNotContain("WARNING");
  }

  @ParameterizedTest
  @JdkSource(ends = true)
  void withoutProcessId_listsWhatIsWatched(Jdk jdk) throws Exception {
    Process watched = waiting(Jvm.java(jdk).agent());
    try {
      awaitAnswer(jdk, watched);
      Ended ended = status(jdk);
      assertThat(ended.exit()).isZero();
      assertThat(ended.out()).containsPattern("(?m)^  " + watched.pid() + " +Waiting +\\S+ +ok ");
      assertThat(status(jdk, "--json").out())
          .startsWith("[{")
          .contains("{\"pid\":" + watched.pid() + ",\"version\":");
    } finally {
      end(watched);
    }
  }

  @ParameterizedTest
  @JdkSource(ends = true)
  void jvmThatIsNotWatched_isNotWatchedAfterwardsEither(Jdk jdk) throws Exception {
    Process process = waiting(Jvm.java(jdk));
    try {
      Ended ended = status(jdk, Long.toString(process.pid()));
      assertThat(ended.exit()).isEqualTo(1);
      assertThat(ended.err())
          .isEqualToIgnoringNewLines(
              "Faultline status: Faultline does not run in process " + process.pid());
    } finally {
      end(process);
    }
    assertThat(Files.readString(folder.resolve("err"))).isEmpty();
    assertThat(Files.readString(folder.resolve("out"))).doesNotContain("faultline-");
  }

  @ParameterizedTest
  @JdkSource(ends = true)
  void processThatIsNoJvm_isLeftAlone(Jdk jdk) throws Exception {
    Process sleep = new ProcessBuilder("sleep", "60").start();
    try {
      Ended ended = status(jdk, Long.toString(sleep.pid()));
      assertThat(ended.exit()).isEqualTo(1);
      assertThat(ended.err()).contains("process " + sleep.pid() + " is not a Java virtual machine");
      assertThat(sleep.isAlive()).isTrue();
    } finally {
      sleep.destroyForcibly().waitFor();
    }
  }

  @ParameterizedTest
  @JdkSource(ends = true)
  void jvmWithoutSignals_isLeftAlone(Jdk jdk) throws Exception {
    Process process = waiting(Jvm.java(jdk).agent().args("-Xrs"));
    try {
      Ended ended = status(jdk, Long.toString(process.pid()));
      assertThat(ended.exit()).isEqualTo(1);
      assertThat(ended.err()).contains("does not take questions (-Xrs, perhaps)");
      assertThat(process.isAlive()).isTrue();
    } finally {
      end(process);
    }
  }

  @Test
  void wrongArguments_areALine() throws Exception {
    Jdk jdk = Jdk.current();
    Ended none = status(jdk, "4999999");
    assertThat(none.exit()).isEqualTo(1);
    assertThat(none.err()).contains("process 4999999 does not exist");
    Ended odd = status(jdk, "--frob");
    assertThat(odd.exit()).isEqualTo(1);
    assertThat(odd.err()).startsWith("Faultline status does not know \"--frob\"");
    assertThat(status(jdk, "--help").out()).startsWith("Usage: ");
    assertThat(Jvm.java(jdk).args("-jar", ClassPath.agent().toString(), "help").run().out())
        .contains("java -jar faultline.jar status");
  }

  /** A moment after its start, the first account is written down. */
  private static Ended awaitAnswer(Jdk jdk, Process process) {
    return await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> status(jdk, Long.toString(process.pid())), ended -> ended.exit() == 0);
  }

  private static Ended status(Jdk jdk, String... arguments)
      throws IOException, InterruptedException {
    return Jvm.java(jdk).args("-jar", ClassPath.agent().toString(), "status").args(arguments).run();
  }

  private Process waiting(Jvm jvm) throws IOException {
    Path out = folder.resolve("out");
    Process process = jvm.main(Waiting.class).start(out, folder.resolve("err"));
    await().atMost(Duration.ofMinutes(2)).until(() -> Files.readString(out).contains("waiting"));
    return process;
  }

  private static void end(Process process) throws IOException, InterruptedException {
    process.getOutputStream().close();
    process.waitFor(60, TimeUnit.SECONDS);
    process.destroyForcibly();
  }
}
