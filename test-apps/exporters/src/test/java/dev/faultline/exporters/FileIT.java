// SPDX-License-Identifier: Apache-2.0
package dev.faultline.exporters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import dev.faultline.harness.App;
import dev.faultline.harness.Run;
import dev.faultline.harness.RunningApp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines of JSON in a file, each checked by the letter of JSON and of the schema. */
class FileIT {
  @TempDir Path folder;

  @Test
  void lines_areDocumentsOfTheSchema() throws IOException {
    Path file = folder.resolve("logs/faultline.ndjson");
    Run run = shop(file).args("30").run();

    List<JsonObject> documents = EcsDocuments.parse(Files.readString(file));
    assertThat(EcsDocuments.of(documents, "faultline.error"))
        .extracting(each -> each.get("trace.id").getAsString())
        .containsExactlyInAnyOrder(
            "0af7651916cd43dd8448eb211c80000a",
            "0af7651916cd43dd8448eb211c800014",
            "0af7651916cd43dd8448eb211c80001e");
    assertThat(ids(documents)).doesNotHaveDuplicates().hasSize(EcsDocuments.delivered(run));
    assertThat(run.accounts().values()).allMatch(each -> each.addsUp() && each.dropped() == 0);
    assertThat(Files.readString(file)).doesNotContain("s3cr3t");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void renaming_losesNoLineOfTwoProcesses() throws IOException {
    Path file = folder.resolve("faultline.ndjson");
    List<Run> runs = new ArrayList<>();
    try (RunningApp one = many(file).start();
        RunningApp two = many(file).start()) {
      runs.add(one.awaitEnd());
      runs.add(two.awaitEnd());
    }

    List<JsonObject> documents = new ArrayList<>();
    List<Path> files = files();
    for (Path each : files) {
      assertThat(Files.size(each)).isLessThanOrEqualTo(1 << 20);
      documents.addAll(EcsDocuments.parse(Files.readString(each)));
    }
    assertThat(files).hasSizeGreaterThan(3);
    assertThat(ids(documents))
        .doesNotHaveDuplicates()
        .hasSize(EcsDocuments.delivered(runs.get(0)) + EcsDocuments.delivered(runs.get(1)));
    for (Run each : runs) assertThat(each.accounts().get("spans").dropped()).isZero();
  }

  @Test
  void processThatIsKilled_leavesWholeLines() throws IOException {
    Path file = folder.resolve("faultline.ndjson");
    try (RunningApp killed = shop(file).args("100000").timeout(Duration.ofMinutes(4)).start()) {
      await("half a megabyte is written")
          .atMost(Duration.ofMinutes(2))
          .until(() -> Files.exists(file) && Files.size(file) > 500_000);
      killed.kill();
    }
    // what a kill in the middle of a line would leave, which is rare
    String whole = Files.readString(file);
    EcsDocuments.parse(whole.substring(0, whole.lastIndexOf('\n') + 1));
    Files.writeString(file, whole + "{\"@timestamp\":\"2026-1", StandardCharsets.UTF_8);

    shop(file).args("10").run();

    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    assertThat(lines.removeIf(line -> line.equals("{\"@timestamp\":\"2026-1"))).isTrue();
    EcsDocuments.parse(String.join("\n", lines) + "\n");
  }

  @Test
  void fileThatCannotBeWritten_isToldAndDoesNotHarm() throws IOException {
    Files.writeString(folder.resolve("logs"), "a file, not a folder");
    Run run =
        shop(folder.resolve("logs/faultline.ndjson"))
            .args("30")
            .expectErr("\\[faultline\\] WARN .*logs/faultline\\.ndjson.*")
            .run();

    assertThat(run.out()).contains("served 30, failed 3");
    assertThat(run.accounts().get("faults").dropped()).isEqualTo(3);
    assertThat(run.agentErr()).anyMatch(line -> line.contains("WARN"));
  }

  private static App shop(Path file) {
    return App.of(Shop.class)
        .set("faultline.exporters", "file")
        .set("faultline.file.path", file)
        // all lines, not one in a hundred
        .set("faultline.logs.info", "1")
        .expectAnyErr();
  }

  private static App many(Path file) {
    return shop(file)
        .set("faultline.file.max-bytes", "1MB")
        .set("faultline.file.max-files", "1000")
        .args("1000")
        .timeout(Duration.ofSeconds(120));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(each -> !each.getFileName().toString().startsWith(".")).toList();
    }
  }

  private static List<String> ids(List<JsonObject> documents) {
    return documents.stream().map(each -> each.get("event.id").getAsString()).toList();
  }
}
