// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import static dev.faultline.agent.ship.ExtensionJar.exporter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.config.LogLevel;
import dev.faultline.agent.export.Exporter;
import dev.faultline.agent.export.Signal;
import dev.faultline.agent.log.Log;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Extensions that cannot be used, or fail in whatever way: a line each, and all else goes on. */
@Timeout(60)
class ExtensionsTest {
  private static final String DELIVER =
      "public Outcome deliver(Payload payload) throws java.io.IOException {";

  @TempDir Path folder;
  private final FakeCollector collector = new FakeCollector();
  private Path log;

  @BeforeEach
  void prepare() {
    Recordings.clear();
    log = folder.resolve("log");
    Log.open(LogLevel.INFO, log.toString());
  }

  @AfterEach
  void close() {
    Log.open(LogLevel.INFO, null);
    collector.close();
  }

  @Test
  void load_saysWhatIsWrongWithAFile() throws IOException {
    assertUnusable(folder.resolve("missing.jar"), "is not a file");
    assertUnusable(folder, "is not a file");
    Path text = Files.writeString(folder.resolve("text.jar"), "not a jar");
    assertUnusable(text, "is no jar that can be read: ");
    Path cut = jar("ok", exporter("Ok", "ok", ""));
    byte[] all = Files.readAllBytes(cut);
    Files.write(cut, java.util.Arrays.copyOf(all, all.length - 30));
    assertUnusable(cut, "is no jar that can be read: ");
    Path none = new ExtensionJar().entry("a", new byte[1]).write(folder.resolve("none.jar"));
    assertUnusable(none, "has no " + ExtensionJar.SERVICE);
    Path empty = new ExtensionJar().service("# nothing").write(folder.resolve("empty.jar"));
    assertUnusable(empty, "names no exporter in " + ExtensionJar.SERVICE);
  }

  @Test
  void load_saysWhatIsWrongWithAClass() {
    Path absent = new ExtensionJar().service("ext.Absent").write(folder.resolve("absent.jar"));
    assertUnusable(absent, "does not load: .*ext.Absent");
    assertUnusable(
        new ExtensionJar()
            .source("Not", "package ext; public class Not {}")
            .compile()
            .service("ext.Not")
            .write(folder.resolve("not.jar")),
        "does not load: .*ext.Not");
    Path newer =
        new ExtensionJar()
            .source("Newer", exporter("Newer", "newer", ""))
            .compile()
            .version("Newer", 99)
            .service("ext.Newer")
            .write(folder.resolve("newer.jar"));
    assertUnusable(newer, "needs a newer Java than " + System.getProperty("java.version"));
    Path garbled =
        new ExtensionJar()
            .entry("ext/Garbled.class", new byte[100])
            .service("ext.Garbled")
            .write(folder.resolve("garbled.jar"));
    assertUnusable(garbled, "does not load: .*ClassFormatError.*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "IllegalStateException",
        "StackOverflowError",
        "AssertionError",
        "NoClassDefFoundError"
      })
  void load_saysThatAConstructorThrows(String type) {
    String constructor = "public Thrower() { throw new " + type + "(\"why\" + 1); }";
    if (type.equals("AssertionError")) constructor = constructor.replace("\"why\" + 1", "\"why1\"");
    assertUnusable(
        jar("thrower", exporter("Thrower", "thrower", constructor)),
        "does not load: .*" + type + ": why1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"\"", "\"Upper\"", "\"../up\"", "\"a b\""})
  void load_refusesWhatIsNoName(String name) {
    String method = "public String name() { return " + name + "; }";
    assertUnusable(jar("named", exporter("Named", "", method)), "whose name is no word in lower");
  }

  @Test
  void load_usesAJarWholeOrNotAtAll() {
    Path half =
        new ExtensionJar()
            .source("Good", exporter("Good", "good", ""))
            .compile()
            .service("ext.Good", "ext.Absent")
            .write(folder.resolve("half.jar"));
    assertUnusable(half, "does not load: .*ext.Absent");
  }

  @Test
  void exporters_saySoWhenANameIsTaken() throws IOException {
    Path ours = jar("ours", exporter("Ours", "zipkin", ""));
    Path one = jar("one", exporter("One", "acme", ""));
    Path two = jar("two", exporter("Two", "acme", ""));
    Path other = jar("other", exporter("Other", "other", ""));
    List<Exporter> wanted = Exporters.of(config("zipkin,acme", ours, one, two, other));
    assertThat(wanted).extracting(Exporter::name).containsExactly("zipkin", "acme");
    assertThat(wanted.get(0).getClass().getName()).contains("ZipkinExporter");
    assertThat(Files.readAllLines(log))
        .containsExactly(
            "[faultline] WARN An extension brings the exporter zipkin, which is one of Faultline's"
                + " own names; it is not used",
            "[faultline] WARN An extension brings the exporter acme, as does another; the first"
                + " one is used",
            "[faultline] WARN An extension brings the exporter other, which faultline.exporters"
                + " does not name");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "public void open(ExportContext c) { throw new IllegalArgumentException(\"no topic\"); }",
        "public void open(ExportContext c) { throw new NoClassDefFoundError(\"no topic\"); }",
        "public void open(ExportContext c) { throw new StackOverflowError(\"no topic\"); }",
        "public Encoder encoder() { return null; } String s = \"no encoder\";",
        "public String target() { return null; }",
        "public java.util.Set<Signal> signals() { return null; }",
        "public java.util.Set<Signal> signals() { return new java.util.HashSet<>(); }"
      })
  void open_thatFails_leavesThisOneOff(String members) throws IOException {
    Account account = ship(jar("bad", exporter("Bad", "bad", members)));
    assertThat(Files.readAllLines(log))
        .filteredOn(line -> line.contains("ERROR"))
        .singleElement()
        .asString()
        .startsWith("[faultline] ERROR The exporter bad is off: ");
    assertThat(account.tally("otlp", Signal.FAULTS).delivered).isEqualTo(1);
    assertThat(account.tally("bad", Signal.FAULTS).recorded).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"RuntimeException", "StackOverflowError", "NoClassDefFoundError"})
  void add_thatThrows_isCounted(String type) {
    String encoder =
        "public Encoder encoder() { return new Encoder() {"
            + "public void add(dev.faultline.agent.enrich.Fault fault) { throw new TYPE(); }"
            + "public int records(Signal signal) { return 0; }"
            + "public int bytes(Signal signal) { return 0; }"
            + "public Payload take(Signal signal) { return null; } }; }";
    Account account = ship(jar("bad", exporter("Bad", "bad", encoder.replace("TYPE", type))));
    assertThat(account.tally("bad", Signal.FAULTS).dropped)
        .isEqualTo(Map.of("encoding_failed", 1L));
    assertThat(account.tally("otlp", Signal.FAULTS).delivered).isEqualTo(1);
  }

  @Test
  void otherMethodsOfTheEncoderThatThrow_costNobodyElseAnything() {
    String encoder =
        "public Encoder encoder() { return new Encoder() {"
            + "public void add(dev.faultline.agent.enrich.Fault fault) { }"
            + "public void finish() { throw new IllegalStateException(); }"
            + "public int records(Signal signal) { throw new StackOverflowError(); }"
            + "public int bytes(Signal signal) { throw new AssertionError(); }"
            + "public Payload take(Signal signal) { throw new IllegalStateException(); } }; }";
    Account account = ship(jar("bad", exporter("Bad", "bad", encoder)));
    assertThat(account.tally("otlp", Signal.FAULTS).delivered).isEqualTo(1);
    assertThat(account.tally("bad", Signal.FAULTS).pending()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "throw new IllegalStateException(\"first\");",
        "throw new StackOverflowError();",
        "throw new NoClassDefFoundError(\"first\");",
        "throw new AssertionError();",
        "throw new OutOfMemoryError();",
        "return null;",
        "Thread.currentThread().interrupt(); throw new java.io.IOException(\"first\");"
      })
  void deliver_thatFailsOnce_isTriedAgain(String failure) {
    String members = "int calls; " + DELIVER + "if (calls++ == 0) { " + failure + " }";
    Account account =
        ship(jar("bad", exporter("Bad", "bad", members + "return Outcome.delivered(); }")));
    assertThat(account.tally("bad", Signal.FAULTS).delivered).isEqualTo(1);
    assertThat(account.tally("otlp", Signal.FAULTS).delivered).isEqualTo(1);
  }

  @Test
  void everythingThatHangs_isLeftWhenTheTimeIsOver() {
    String hang = "for (;;) try { Thread.sleep(100_000); } catch (InterruptedException e) { }";
    String members =
        DELIVER + hang + " } public void close() { " + hang + " } public void abort() { " + hang;
    AgentConfig config = config("bad,otlp", jar("bad", exporter("Bad", "bad", members + " }")));
    Shipper shipper = Shipper.start(config);
    Recordings.failedRequest("duplicate key");
    Awaitility.await()
        .atMost(20, TimeUnit.SECONDS)
        .until(() -> shipper.account().tally("otlp", Signal.FAULTS).delivered == 1);
    shipper.close(); // that it returns is what this is about: the others never do
    // given up by a thread that is told to, which may take a moment more on a busy machine
    Awaitility.await()
        .atMost(20, TimeUnit.SECONDS)
        .untilAsserted(
            () ->
                assertThat(shipper.account().tally("bad", Signal.FAULTS).dropped)
                    .isEqualTo(Map.of("shutdown", 1L)));
    assertThat(shipper.account().tally("otlp", Signal.FAULTS).delivered).isEqualTo(1);
  }

  @Test
  void extensions_haveLibrariesOfTheirOwn() throws Exception {
    List<Exporter> loaded = new ArrayList<>();
    for (String version : List.of("one", "two")) {
      String library =
          "package ext; public class Library { static String version() { return \"V\"; } }";
      String target = "public String target() { return Library.version(); }";
      Path jar =
          new ExtensionJar()
              .source("Library", library.replace("V", version))
              .source("User", exporter("User", version, target))
              .compile()
              .service("ext.User")
              .write(folder.resolve(version + ".jar"));
      loaded.addAll(Extensions.load(List.of(jar.toString())));
    }
    List<String> targets = new ArrayList<>();
    for (Exporter each : loaded) {
      each.open(null);
      targets.add(each.target());
    }
    assertThat(targets).containsExactly("one", "two");
  }

  @Test
  void extension_seesWhatIsSharedAndNothingOfTheApplication() {
    String see =
        "static String see(String name) { try { return Class.forName(name).getName(); }"
            + " catch (ClassNotFoundException e) { return \"nothing\"; } }";
    String target =
        "public String target() { return see(\"org.slf4j.Logger\") + ' '"
            + " + see(\"dev.faultline.bootstrap.trace.Span\") + ' '"
            + " + see(\"org.assertj.core.api.Assertions\") + ' '"
            + " + (Thread.currentThread().getContextClassLoader() == Seer.class.getClassLoader()); }";
    Exporter seer =
        Extensions.load(List.of(jar("seer", exporter("Seer", "seer", see + target)).toString()))
            .get(0);
    ClassLoader mine = Thread.currentThread().getContextClassLoader();
    seer.open(null);
    assertThat(seer.target())
        .isEqualTo("org.slf4j.Logger dev.faultline.bootstrap.trace.Span nothing true");
    assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(mine);
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> Class.forName("ext.Seer"))
        .isInstanceOf(ClassNotFoundException.class);
  }

  /** Ships one fault to the extension's exporter {@code bad}, and by OTLP. */
  private Account ship(Path jar) {
    Shipper shipper = Shipper.start(config("bad,otlp", jar));
    Recordings.failedRequest("duplicate key");
    Awaitility.await()
        .atMost(20, TimeUnit.SECONDS)
        .until(
            () -> {
              Account account = shipper.account();
              Tally bad = account.tally("bad", Signal.FAULTS);
              // what is delivered at the second attempt is waited for; what is stuck, is not
              return account.tally("otlp", Signal.FAULTS).delivered == 1
                  && (bad.recorded == 0 || bad.pending() == 0 || !isTrying());
            });
    shipper.close();
    return shipper.account();
  }

  private static boolean isTrying() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(each -> each.getName().equals("faultline-sender-bad"));
  }

  private AgentConfig config(String exporters, Path... jars) {
    Map<String, String> settings = new HashMap<>();
    settings.put("exporters", exporters);
    settings.put(
        "extensions", String.join(",", java.util.Arrays.stream(jars).map(Path::toString).toList()));
    settings.put("endpoint", collector.endpoint());
    settings.put("batch.delay", "10ms");
    settings.put("shutdown.timeout", "2s");
    return AgentConfig.of(settings);
  }

  private Path jar(String name, String source) {
    String type = source.substring(source.indexOf("class ") + 6, source.indexOf(" implements"));
    return new ExtensionJar()
        .source(type, source)
        .compile()
        .service("ext." + type)
        .write(folder.resolve(name + ".jar"));
  }

  /** Also, that it is one line. */
  private void assertUnusable(Path jar, String regex) {
    try {
      Files.deleteIfExists(log);
      Log.open(LogLevel.INFO, log.toString());
      assertThat(Extensions.load(List.of(jar.toString()))).isEmpty();
      assertThat(Files.readAllLines(log))
          .singleElement()
          .asString()
          .startsWith("[faultline] ERROR faultline.extensions: " + jar + " ")
          .containsPattern(regex)
          .endsWith("; it is not used");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
