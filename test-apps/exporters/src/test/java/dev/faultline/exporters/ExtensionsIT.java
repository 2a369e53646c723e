// SPDX-License-Identifier: Apache-2.0
package dev.faultline.exporters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.App;
import dev.faultline.harness.ClassPath;
import dev.faultline.harness.Jdk;
import dev.faultline.harness.JdkSource;
import dev.faultline.harness.Run;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/** Extensions that are no good, under the packaged jar: a line each, and all else as it should. */
class ExtensionsIT {
  private static final String THROWS = "throw new StackOverflowError();";
  private static final String HANGS =
      "for (;;) try { Thread.sleep(100_000); } catch (InterruptedException e) { }";

  /** In {@code open}: what it must not see, and what it must. */
  private static final String LOOKS =
      "for (String each : new String[] {\"dev.faultline.exporters.Shop\","
          + " \"com.fasterxml.jackson.core.JsonFactory\", \"net.bytebuddy.ByteBuddy\"})"
          + " try { Class.forName(each); throw new IllegalArgumentException(\"sees \" + each); }"
          + " catch (ClassNotFoundException e) { }"
          + " org.slf4j.LoggerFactory.getLogger(\"ext\").warn(\"hello from {}\", name());";

  private static final String DROPPED =
      "faults: 3 recorded = 0 delivered + 3 dropped (shutdown 3) + 0 pending";

  @TempDir Path folder;

  @ParameterizedTest
  @JdkSource(ends = true)
  void badOnes_areALineEachAndHarmNobody(Jdk jdk) throws IOException {
    Path text = Files.writeString(folder.resolve("text.jar"), "not a jar");
    Path kafka = ClassPath.root().resolve("agent/extensions/kafka/target/faultline-kafka.jar");
    List<Path> jars =
        List.of(
            folder.resolve("missing.jar"),
            folder,
            text,
            ClassPath.of(org.apache.catalina.startup.Tomcat.class),
            extension("thrower", "static { if (true) " + THROWS + " }", "", HANGS),
            extension("failing", "", LOOKS, THROWS),
            extension("hanging", "", LOOKS, HANGS),
            kafka);
    Run run =
        App.of(Shop.class)
            .on(jdk)
            .set("faultline.exporters", "otlp,thrower,failing,hanging,kafka")
            .set(
                "faultline.extensions",
                String.join(",", jars.stream().map(Path::toString).toList()))
            .set("faultline.shutdown.timeout", "3s")
            .args("30")
            .expectAnyErr()
            .expectErr("\\[faultline\\] (WARN|ERROR) .*")
            .run();

    assertThat(run.out()).contains("served 30, failed 3");
    assertThat(run.faults()).hasSize(3);
    for (Path each : jars.subList(0, 5)) {
      assertThat(lines(run, "ERROR faultline.extensions: " + each + " ")).hasSize(1);
    }
    assertThat(lines(run, "there is no exporter \"thrower\"")).hasSize(1);
    assertThat(lines(run, "is off: faultline.kafka.bootstrap-servers is not set")).hasSize(1);
    assertThat(lines(run, "WARN hello from failing")).hasSize(1); // of a kind, see ForeignLogger
    assertThat(lines(run, "Cannot deliver faults to failing: ")).hasSize(1);
    assertThat(lines(run, "Shipped to failing: ")).singleElement().asString().contains(DROPPED);
    assertThat(lines(run, "Shipped to hanging: ")).singleElement().asString().contains(DROPPED);
    assertThat(lines(run, " is off: ")).hasSize(1);
  }

  private static List<String> lines(Run run, String text) {
    return run.agentErr().stream().filter(line -> line.contains(text)).toList();
  }

  /** Compiled for Java 8 against the agent's classes, as anybody's would be. */
  private Path extension(String name, String members, String open, String deliver)
      throws IOException {
    String type = name.substring(0, 1).toUpperCase() + name.substring(1);
    Path source =
        Files.writeString(
            folder.resolve(type + ".java"), source(type, name, members, open, deliver));
    Path classes = Files.createDirectories(folder.resolve(name));
    String classPath =
        ClassPath.root().resolve("agent/target/classes")
            + File.pathSeparator
            + ClassPath.root().resolve("bootstrap/target/classes")
            + File.pathSeparator
            + ClassPath.of(org.slf4j.Logger.class);
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "--release",
                "8",
                "-Xlint:-options",
                "-proc:none",
                "-d",
                classes.toString(),
                "-cp",
                classPath,
                source.toString());
    assertThat(result).isZero();
    Path services = Files.createDirectories(classes.resolve("META-INF/services"));
    Files.writeString(services.resolve("dev.faultline.agent.export.Exporter"), type);
    return pack(classes, folder.resolve(name + ".jar"));
  }

  private static String source(
      String type, String name, String members, String open, String deliver) {
    return String.join(
        "\n",
        "import dev.faultline.agent.export.*;",
        "import dev.faultline.agent.enrich.Fault;",
        "public class " + type + " implements Exporter {",
        members,
        "  final Pieces pieces = new Pieces(Signal.FAULTS, \"text/plain\", \"\", \"\", \"\");",
        "  public String name() { return \"" + name + "\"; }",
        "  public void open(ExportContext context) { " + open + " }",
        "  public java.util.Set<Signal> signals() { return java.util.EnumSet.of(Signal.FAULTS); }",
        "  public String target() { return name(); }",
        "  public Encoder encoder() {",
        "    return new Encoder() {",
        "      public void add(Fault fault) {",
        "        pieces.begin(); pieces.out.write(fault.id.getBytes()); pieces.end();",
        "      }",
        "      public int records(Signal signal) { return pieces.records(); }",
        "      public int bytes(Signal signal) { return pieces.bytes(); }",
        "      public Payload take(Signal signal) { return pieces.take(); }",
        "    };",
        "  }",
        "  public Outcome deliver(Payload payload) { " + deliver + " }",
        "}");
  }

  private static Path pack(Path classes, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out);
        Stream<Path> found = Files.walk(classes)) {
      for (Path each : found.filter(Files::isRegularFile).toList()) {
        jar.putNextEntry(new JarEntry(classes.relativize(each).toString()));
        Files.copy(each, jar);
        jar.closeEntry();
      }
      return file;
    }
  }
}
