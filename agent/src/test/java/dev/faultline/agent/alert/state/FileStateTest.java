// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.alert.AlertEngine;
import dev.faultline.agent.alert.event.AlertEvent;
import dev.faultline.agent.alert.notice.Notice;
import dev.faultline.agent.alert.rule.AlertRules;
import dev.faultline.agent.alert.rule.AnyChannel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStateTest {
  @TempDir Path folder;
  private final List<String> warnings = new ArrayList<>();

  private FileState open() {
    return FileState.open(folder.resolve("deep/alerts.state"), warnings::add);
  }

  private static Incident incident(String key, long count) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("service", "a\tb\\n\n,c");
    labels.put("route", "");
    return new Incident(key, "r \u652F", labels, 1, 2, 3, count, 5, 6, 7);
  }

  @Test
  void state_outlivesAProcessThatWasKilled() throws IOException {
    FileState killed = open(); // whatever it has written is in the file
    assertThat(killed.firstSeen("shop f1", 1)).isTrue();
    killed.save(incident("k\t1", 4));
    killed.save(incident("k\t1", 44));
    killed.save(incident("k2", 4));
    killed.remove("k2");
    Path copy = folder.resolve("copy");
    Files.copy(folder.resolve("deep/alerts.state"), copy);
    try (FileState next = FileState.open(copy, warnings::add)) {
      assertThat(next.firstSeen("shop f1", 9)).isFalse();
      assertThat(next.firstSeen("shop f2", 9)).isTrue();
      assertThat(next.incidents()).hasSize(1);
      assertThat(next.incidents().get(0))
          .usingRecursiveComparison()
          .isEqualTo(incident("k\t1", 44));
    }
    killed.close();
    assertThat(warnings).isEmpty();
  }

  @Test
  void faultsOfAFileOfBefore_areNewInNoEnvironment() throws IOException {
    Path file = folder.resolve("f");
    Files.writeString(file, "seen\t1\tshop f1\n");
    try (FileState state = FileState.open(file, warnings::add)) {
      List<Notice> told = new ArrayList<>();
      AlertRules rules =
          AlertRules.parse("f", "new fault -> x, group wait 0", ZoneId.of("UTC"), new AnyChannel());
      AlertEngine engine = new AlertEngine(rules, state, told::add, 0);
      for (String print : List.of("f1", "f2")) {
        for (String environment : List.of("staging", "production", "")) {
          engine.on(
              AlertEvent.of(AlertEvent.Kind.FAULT, 90_000)
                  .service("shop")
                  .environment(environment)
                  .fingerprint(print)
                  .build(),
              90_000);
          engine.tick(90_000);
        }
      }
      assertThat(told).hasSize(3).allMatch(each -> each.groups.get(0).key.contains("=f2"));
    }
    assertThat(Files.readAllLines(file)).filteredOn(each -> each.startsWith("seen")).hasSize(7);
  }

  @Test
  void damagedLines_costOnlyThemselves() throws IOException {
    Path file = folder.resolve("f");
    Files.writeString(
        file,
        "seen\t1\tshop f1\nseen\tx\ty\nincident\ta\nwhat\n\nincident\tk\tr\t1\t2\t3\t4\t5\t6\t7\nseen\t2\tsho");
    try (FileState state = FileState.open(file, warnings::add)) {
      assertThat(state.firstSeen("shop f1", 9)).isFalse();
      assertThat(state.incidents()).extracting(each -> each.key).containsExactly("k");
    }
    assertThat(warnings).isEmpty();
  }

  @Test
  void file_staysBounded() throws IOException {
    try (FileState state = open()) {
      for (int i = 0; i < 60_000; i++) state.save(incident("k", i));
    }
    long lines;
    try (var all = Files.lines(folder.resolve("deep/alerts.state"))) {
      lines = all.count();
    }
    assertThat(lines).isLessThanOrEqualTo(40_001);
    try (FileState state = open()) {
      assertThat(state.incidents().get(0).count).isEqualTo(59_999);
    }
    assertThat(Files.readAllLines(folder.resolve("deep/alerts.state"))).hasSize(1);
  }

  @Test
  void secondProcess_goesOnWithoutTheFile() {
    try (FileState first = open();
        FileState second = open()) {
      assertThat(warnings).hasSize(1);
      assertThat(warnings.get(0)).contains("alerts.state is another process's");
      assertThat(second.firstSeen("a", 1)).isTrue();
      assertThat(second.firstSeen("a", 1)).isFalse();
      assertThat(first.firstSeen("a", 1)).isTrue();
    }
  }

  @Test
  void fileThatCannotBe_isOneWarning() throws IOException {
    Path folderInItsPlace = folder.resolve("x");
    Files.createDirectories(folderInItsPlace.resolve("y"));
    try (FileState state = FileState.open(folderInItsPlace, warnings::add)) {
      assertThat(state.firstSeen("a", 1)).isTrue();
      state.save(incident("k", 1));
      assertThat(state.incidents()).hasSize(1);
    }
    assertThat(warnings).hasSize(1);
    assertThat(warnings.get(0)).contains("alerts are not remembered over a restart");
  }

  @Test
  void brokenCharacters_costOnlyTheirLines() throws IOException {
    Path file = folder.resolve("f");
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 10}, StandardOpenOption.CREATE);
    Files.writeString(file, "seen\t1\tshop f1\n", StandardOpenOption.APPEND);
    try (FileState state = FileState.open(file, warnings::add)) {
      assertThat(state.firstSeen("shop f1", 1)).isFalse();
      assertThat(state.firstSeen("half a pair \uD83D", 1)).isTrue();
      assertThat(state.firstSeen("shop f2", 1)).isTrue();
    }
    try (FileState state = FileState.open(file, warnings::add)) {
      assertThat(state.firstSeen("shop f2", 1)).isFalse();
    }
    assertThat(warnings).isEmpty();
  }
}
