// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.startup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.ClassPath;
import dev.faultline.harness.Jdk;
import dev.faultline.harness.JdkSource;
import dev.faultline.testapps.startup.Jvm.Ended;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/** The commands of the README that keep an application's archive of classes valid. */
class ArchiveIT {
  private static final String TYPE = Tasks.class.getName();
  private static final String ARCHIVED = TYPE + " source: shared objects file";

  @TempDir Path folder;
  private Path application;

  /** There are no archives of folders. */
  @BeforeEach
  void makeJar() throws IOException {
    application = folder.resolve("application.jar");
    String name = TYPE.replace('.', '/') + ".class";
    try (OutputStream out = Files.newOutputStream(application);
        JarOutputStream jar = new JarOutputStream(out)) {
      jar.putNextEntry(new JarEntry(name));
      Files.copy(ClassPath.target().resolve("classes").resolve(name), jar);
    }
  }

  @ParameterizedTest
  @JdkSource(min = 17, ends = true)
  void archiveMadeAtExit_staysValid(Jdk jdk) throws Exception {
    Path archive = folder.resolve("application.jsa");
    trained(jdk, "-XX:ArchiveClassesAtExit=" + archive);
    watched(jdk, "-XX:SharedArchiveFile=" + archive);
  }

  @ParameterizedTest
  @JdkSource(min = 25)
  void aotCache_staysValid(Jdk jdk) throws Exception {
    Path cache = folder.resolve("application.aot");
    trained(jdk, "--add-modules=java.instrument", "-XX:AOTCacheOutput=" + cache);
    Ended ended = watched(jdk, "-XX:AOTCache=" + cache, "-Xlog:aot");
    assertThat(ended.out()).contains("Using AOT-linked classes: true");
  }

  private void trained(Jdk jdk, String... arguments) throws Exception {
    Ended ended =
        Jvm.java(jdk)
            .args("-Xbootclasspath/a:" + ClassPath.agent())
            .args(arguments)
            .classPath(application)
            .args(TYPE)
            .run();
    assertThat(ended.exit()).as(ended.err()).isZero();
  }

  /** Runs it with the agent: classes of the archive are used, and woven all the same. */
  private Ended watched(Jdk jdk, String... arguments) throws Exception {
    Path report = folder.resolve("report");
    Ended ended =
        Jvm.java(jdk)
            .agent()
            .args(arguments)
            .args("-Xlog:class+load", "-Dfaultline.report.file=" + report)
            .classPath(application)
            .args(TYPE)
            .run();
    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.out()).contains(ARCHIVED).contains("done");
    assertThat(Files.readString(report))
        .contains("woven java.util.concurrent.ThreadPoolExecutor ")
        .doesNotContain("failed");
    return ended;
  }
}
