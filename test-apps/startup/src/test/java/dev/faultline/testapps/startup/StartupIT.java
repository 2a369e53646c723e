// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.startup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.ClassPath;
import dev.faultline.harness.Jdk;
import dev.faultline.harness.JdkSource;
import dev.faultline.testapps.startup.Jvm.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/** Where and how often the agent is named, what it is told, and that the program runs. */
class StartupIT {
  private static final String START =
      "INFO Faultline \\d+\\.\\d+\\.\\d+\\S* watches Hello, sends to otlp \\(http://127\\.0\\.0\\.1:9\\),"
          + " probes:( \\w+)+";

  @TempDir Path folder;

  @ParameterizedTest
  @JdkSource
  void startLine_saysVersionServiceEndpointAndProbes(Jdk jdk) throws Exception {
    Ended ended = Jvm.java(jdk).agent().main(Hello.class).run();
    assertRan(ended);
    assertThat(starts(ended)).hasSize(1);
    assertThat(starts(ended).get(0)).matches(START).contains(" jdbc", " servlet");
    assertThat(ended.out() + ended.err()).doesNotContain("Sharing is only supported");
  }

  @ParameterizedTest
  @JdkSource
  void disabled_loadsNothingAndSaysNothing(Jdk jdk) throws Exception {
    for (Jvm jvm :
        List.of(
            Jvm.java(jdk).args("-Dfaultline.enabled=false").agent(),
            Jvm.java(jdk).env("FAULTLINE_ENABLED", "false").agent(),
            Jvm.java(jdk).args("-javaagent:" + ClassPath.agent() + "=service=x,enabled=false"))) {
      Ended ended = jvm.args("-verbose:class").main(Hello.class).run();
      assertThat(ended.exit()).isZero();
      assertThat(ended.agentLines()).isEmpty();
      assertThat(ended.err()).doesNotContain("Sharing is only supported");
      assertThat(loaded(ended, "dev.faultline."))
          .containsExactly("dev.faultline.agent.FaultlineAgent");
    }
  }

  @ParameterizedTest
  @JdkSource(ends = true)
  void disabled_byOpenTelemetrysNameOrInTheFileToo(Jdk jdk) throws Exception {
    Path file = Files.writeString(folder.resolve("settings"), "enabled=false\n");
    Ended byFile = Jvm.java(jdk).args("-Dfaultline.config=" + file).agent().main(Hello.class).run();
    Ended byOtel = Jvm.java(jdk).env("OTEL_SDK_DISABLED", "true").agent().main(Hello.class).run();
    assertRan(byFile);
    assertRan(byOtel);
    assertThat(byFile.agentLines()).isEmpty();
    assertThat(byOtel.agentLines()).isEmpty();
  }

  @ParameterizedTest
  @JdkSource
  void secondAgent_isNoSecondStart(Jdk jdk) throws Exception {
    Path copy = Files.copy(ClassPath.agent(), folder.resolve("copy.jar"));
    Ended same = Jvm.java(jdk).agent().agent().main(Hello.class).run();
    Ended other = Jvm.java(jdk).agent().agent(copy).main(Hello.class).run();
    assertRan(same);
    assertRan(other);
    assertThat(starts(same)).hasSize(1);
    assertThat(starts(other)).hasSize(1);
  }

  @ParameterizedTest
  @JdkSource
  void jdkTools_areLeftAlone(Jdk jdk) throws Exception {
    String option = "-javaagent:" + ClassPath.agent();
    Ended keytool = Jvm.tool(jdk, "keytool").args("-help").env("JAVA_TOOL_OPTIONS", option).run();
    Ended jps = Jvm.tool(jdk, "jps").env("JAVA_TOOL_OPTIONS", option).run();
    Ended javac = Jvm.tool(jdk, "javac").args("-version").env("JAVA_TOOL_OPTIONS", option).run();
    for (Ended each : List.of(keytool, jps, javac)) {
      assertThat(each.exit()).isZero();
      assertThat(each.agentLines()).isEmpty();
    }
  }

  @ParameterizedTest
  @JdkSource(ends = true)
  void jdkTools_areWatchedWhenAskedFor(Jdk jdk) throws Exception {
    String options = "-javaagent:" + ClassPath.agent() + "=enabled=true";
    Ended ended = Jvm.tool(jdk, "jps").env("JAVA_TOOL_OPTIONS", options).run();
    assertThat(ended.exit()).isZero();
    assertThat(starts(ended)).hasSize(1);
  }

  @ParameterizedTest
  @JdkSource(ends = true)
  void badSettings_areALineEach(Jdk jdk) throws Exception {
    Ended ended =
        Jvm.java(jdk)
            .args("-Dfaultline.sample.rate=lots", "-Dfaultline.smaple.rate=1")
            .args("-Dfaultline.config=/no/such/file", "-Dfaultline.log.file=/no/such/dir/log")
            .agent()
            .main(Hello.class)
            .run();
    assertRan(ended);
    assertThat(starts(ended)).hasSize(1);
    assertThat(ended.agentLines())
        .filteredOn(line -> line.startsWith("WARN faultline."))
        .hasSize(4)
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("faultline.sample.rate: \"lots\" is not a number; using 1.0"))
        .anySatisfy(line -> assertThat(line).contains("did you mean faultline.sample.rate?"))
        .anySatisfy(line -> assertThat(line).contains("/no/such/file cannot be read"))
        .anySatisfy(line -> assertThat(line).contains("/no/such/dir/log\" cannot be written"));
  }

  @ParameterizedTest
  @JdkSource(ends = true)
  void readOnlyFolders_areEnough(Jdk jdk) throws Exception {
    // Nobody can write there, not even root, for whom permissions are no hindrance.
    Ended ended =
        Jvm.java(jdk)
            .in(Path.of("/proc"))
            .args("-Djava.io.tmpdir=/proc", "-Duser.home=/proc")
            .agent()
            .main(Hello.class)
            .run();
    assertRan(ended);
    assertThat(starts(ended)).hasSize(1);
    assertThat(ended.agentLines()).noneMatch(line -> line.startsWith("ERROR"));
  }

  @ParameterizedTest
  @JdkSource(max = 17)
  void securityManager_doesNotKeepTheAgentOut(Jdk jdk) throws Exception {
    Ended ended = Jvm.java(jdk).args("-Djava.security.manager").agent().main(Hello.class).run();
    assertRan(ended);
    assertThat(starts(ended)).hasSize(1);
    assertThat(ended.agentLines()).noneMatch(line -> line.startsWith("ERROR"));
  }

  @ParameterizedTest
  @JdkSource(max = 17)
  void securityManager_doesNotKeepTheWeaverOut(Jdk jdk) throws Exception {
    Path report = folder.resolve("report");
    Ended ended =
        Jvm.java(jdk)
            .args("-Djava.security.manager", "-Dfaultline.report.file=" + report)
            .agent()
            .main(Tasks.class)
            .run();
    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.programLines()).containsExactly("done");
    assertThat(Files.readString(report))
        .contains("woven java.util.concurrent.ThreadPoolExecutor ")
        .doesNotContain("failed");
  }

  @ParameterizedTest
  @JdkSource(ends = true)
  void console_doesNotWatchItself(Jdk jdk) throws Exception {
    String agent = ClassPath.agent().toString();
    Ended ended =
        Jvm.java(jdk)
            .args("-jar", agent, "--version")
            .env("JAVA_TOOL_OPTIONS", "-javaagent:" + agent)
            .run();
    assertThat(ended.exit()).isZero();
    assertThat(ended.out()).matches("faultline \\d+\\.\\d+\\.\\d+\\S*\\R");
    assertThat(ended.agentLines()).isEmpty();
  }

  @ParameterizedTest
  @JdkSource
  void bootClassPath_keepsSharingOn(Jdk jdk) throws Exception {
    Ended ended =
        Jvm.java(jdk)
            .args("-Xbootclasspath/a:" + ClassPath.agent())
            .agent()
            .main(Hello.class)
            .run();
    assertRan(ended);
    assertThat(starts(ended)).hasSize(1);
    assertThat(ended.err()).doesNotContain("Sharing is only supported");
  }

  @ParameterizedTest
  @JdkSource(ends = true)
  void path_mayHaveSpacesAndSigns(Jdk jdk) throws Exception {
    Path odd = Files.createDirectory(folder.resolve("a b+c%20d é"));
    Path jar = Files.copy(ClassPath.agent(), odd.resolve("faultline.jar"));
    Ended ended = Jvm.java(jdk).env("LC_ALL", "C.UTF-8").agent(jar).main(Hello.class).run();
    assertRan(ended);
    assertThat(starts(ended)).hasSize(1);
  }

  @ParameterizedTest
  @JdkSource(ends = true)
  void uberJar_isRefused(Jdk jdk) throws Exception {
    Path uber = Jars.remake(folder.resolve("uber.jar"), Hello.class.getName(), name -> true);
    Ended ended = Jvm.java(jdk).agent(uber).main(Hello.class).run();
    assertRan(ended);
    assertThat(ended.agentLines())
        .containsExactly(
            "ERROR Faultline does not start: its classes were merged into another jar;"
                + " use faultline.jar as it is");
  }

  @ParameterizedTest
  @JdkSource(ends = true)
  void uberJar_onTheClassPathIsPassedOver(Jdk jdk) throws Exception {
    Path uber = Jars.remake(folder.resolve("uber.jar"), Hello.class.getName(), name -> true);
    Ended ended =
        Jvm.java(jdk)
            .agent()
            .classPath(uber, ClassPath.target().resolve("classes"))
            .args("-verbose:class", Hello.class.getName())
            .run();
    assertThat(ended.exit()).isZero();
    assertThat(starts(ended)).hasSize(1);
    assertThat(ended.out().lines().filter(line -> line.contains("dev.faultline.bootstrap.Entry ")))
        .allMatch(line -> !line.contains("uber.jar"));
  }

  @ParameterizedTest
  @JdkSource(ends = true)
  void failure_isOneLine(Jdk jdk) throws Exception {
    String main = "dev.faultline.agent.FaultlineAgent";
    Path hollow =
        Jars.remake(folder.resolve("hollow.jar"), main, name -> !name.startsWith("inst/"));
    Ended ended = Jvm.java(jdk).agent(hollow).main(Hello.class).run();
    assertRan(ended);
    assertThat(ended.agentLines())
        .containsExactly(
            "ERROR Faultline could not start (java.lang.ClassNotFoundException:"
                + " dev.faultline.agent.Startup); the application runs without it");
  }

  @ParameterizedTest
  @JdkSource
  void start_touchesNothingThatTheApplicationMaySetUp(Jdk jdk) throws Exception {
    Ended ended = Jvm.java(jdk).agent().args("-verbose:class").main(Hello.class).run();
    assertThat(ended.exit()).isZero();
    assertThat(loaded(ended, "dev.faultline.")).contains("dev.faultline.agent.Startup");
    for (String each :
        List.of(
            "java.util.logging.", "java.lang.management.", "java.net.http.", "net.bytebuddy.")) {
      assertThat(loaded(ended, each)).as(each).isEmpty();
    }
  }

  @ParameterizedTest
  @JdkSource
  void quietProgram_costsNoMoreThanTheStart(Jdk jdk) throws Exception {
    Ended ended = Jvm.java(jdk).agent().args("-verbose:class").main(Hello.class).run();
    assertThat(ended.exit()).isZero();
    assertThat(ended.agentLines()).hasSize(1);
    assertThat(loaded(ended.out().lines(), "com.fasterxml.")).isEmpty();
    assertThat(loaded(ended.out().lines(), "java.net.HttpURLConnection")).isEmpty();
    assertThat(loaded(ended.out().lines(), "dev.faultline.agent.export.otlp.")).isEmpty();
  }

  private static void assertRan(Ended ended) {
    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.programLines()).as(ended.err()).containsExactly("hello");
  }

  private static List<String> starts(Ended ended) {
    return ended.agentLines().stream().filter(line -> line.contains(" watches ")).toList();
  }

  /** Classes whose names begin like that and which were loaded before the program's own. */
  private static List<String> loaded(Ended ended, String prefix) {
    return loaded(
        ended.out().lines().takeWhile(line -> !line.contains(Hello.class.getName())), prefix);
  }

  private static List<String> loaded(Stream<String> lines, String prefix) {
    return lines
        .map(line -> line.replaceAll("^\\[Loaded |^.*\\[class,load\\] ", "").replaceAll(" .*", ""))
        .filter(name -> name.startsWith(prefix))
        .toList();
  }
}
