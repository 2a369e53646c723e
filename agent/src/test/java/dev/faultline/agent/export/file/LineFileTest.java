// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineFileTest {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);

  @TempDir Path folder;
  private Path path;

  @BeforeEach
  void path() {
    path = folder.resolve("not/there/yet.ndjson");
  }

  @Test
  void append_makesTheFolderAndAppends() throws Exception {
    LineFile file = file(1_000, 3);

    append(file, "one\n");
    append(file, "two\nthree\n");

    assertThat(path).hasContent("one\ntwo\nthree\n");
    assertThat(names()).containsExactly(".yet.ndjson.lock", "yet.ndjson");
  }

  @Test
  void append_goesToWhatIsThereNow() throws Exception {
    LineFile file = file(1_000, 3);
    append(file, "one\n");
    Path moved = path.resolveSibling("moved");
    Files.move(path, moved);

    append(file, "two\n");

    assertThat(moved).hasContent("one\n");
    assertThat(path).hasContent("two\n");
  }

  @Test
  void append_afterATornLineBeginsANewOne() throws Exception {
    Files.createDirectories(path.getParent());
    Files.writeString(path, "whole\n{\"half");

    append(file(1_000, 3), "next\n");

    assertThat(Files.readString(path)).isEqualTo("whole\n{\"half\nnext\n");
  }

  @Test
  void append_ofMoreThanAFileMayHaveIsCutBehindALine() throws Exception {
    LineFile file = file(14, 9);
    append(file, "line0\n");

    append(file, "line1\nline2\nline3\na very long line\nline4\n\nline5\n");

    assertThat(path.resolveSibling("yet.ndjson.4")).hasContent("line0\n");
    assertThat(path.resolveSibling("yet.ndjson.3")).hasContent("line1\nline2\n");
    assertThat(path.resolveSibling("yet.ndjson.2")).hasContent("line3\n");
    assertThat(path.resolveSibling("yet.ndjson.1")).hasContent("a very long line\n");
    assertThat(Files.readString(path)).isEqualTo("line4\n\nline5\n");
    assertThat(names()).hasSize(6);
  }

  @Test
  void append_beyondTheSizeRenames() throws Exception {
    LineFile file = file(10, 3);

    for (int i = 1; i <= 9; i++) append(file, "line" + i + "\n"); // 6 bytes each

    assertThat(path).hasContent("line9\n");
    assertThat(path.resolveSibling("yet.ndjson.1")).hasContent("line8\n");
    assertThat(path.resolveSibling("yet.ndjson.2")).hasContent("line7\n");
    assertThat(names()).hasSize(4);
  }

  @Test
  void append_ofExactlyTheSizeFits() throws Exception {
    LineFile file = file(12, 3);

    append(file, "line1\n");
    append(file, "line2\n");

    assertThat(names()).hasSize(2);
  }

  @Test
  void append_ofMoreThanTheSizeIsStillWhole() throws Exception {
    append(file(10, 3), "a line that is longer\n");

    assertThat(path).hasContent("a line that is longer\n");
  }

  @Test
  void append_withOneFileKeepsOne() throws Exception {
    LineFile file = file(10, 1);

    for (int i = 1; i <= 3; i++) append(file, "line" + i + "\n");

    assertThat(path).hasContent("line3\n");
    assertThat(names()).hasSize(2);
  }

  @Test
  void file_isItsOwnersAlone_andRenamingKeepsWhatTheOwnerHasGranted() throws Exception {
    assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    LineFile file = file(10, 3);
    append(file, "line1\n");
    assertThat(permissions(path)).isEqualTo("rw-------");
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));

    append(file, "line2\n");

    assertThat(permissions(path)).isEqualTo("rw-r-----");
    assertThat(permissions(path.resolveSibling("yet.ndjson.1"))).isEqualTo("rw-r-----");
  }

  @Test
  void append_toADeviceThatIsFullFails() {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full));

    assertThatThrownBy(() -> append(new LineFile(full, 10, 3, PATIENCE), "line\n"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("No space left");
    assertThat(Path.of("/dev/.full.lock")).doesNotExist();
  }

  @Test
  void append_whereTheFolderIsAFileFails() throws IOException {
    Files.writeString(folder.resolve("not"), "");

    assertThatThrownBy(() -> append(file(10, 3), "line\n")).isInstanceOf(IOException.class);
  }

  @Test
  void append_whileAnotherHasTheTurnWaitsForSoLong() throws Exception {
    append(file(1_000, 3), "one\n");
    try (Turn turn = Turn.await(path, 0)) {
      assertThat(turn).isNotNull();
      assertThatThrownBy(() -> append(new LineFile(path, 1_000, 3, 1), "two\n"))
          .isInstanceOf(Turn.Taken.class);
    }

    append(new LineFile(path, 1_000, 3, 1), "three\n");

    assertThat(path).hasContent("one\nthree\n");
  }

  @Test
  void append_byManyLosesAndTearsNothing() throws Exception {
    int writers = 4;
    int batches = 50;
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    List<Future<?>> all = new ArrayList<>();
    for (int w = 0; w < writers; w++) {
      int writer = w;
      LineFile file = file(2_000, 1_000);
      all.add(
          threads.submit(
              () -> {
                for (int i = 0; i < batches; i++) {
                  append(file, writer + " " + i + " a\n" + writer + " " + i + " b\n");
                }
                return null;
              }));
    }
    for (Future<?> each : all) join(each);
    threads.shutdown();

    List<String> lines = new ArrayList<>();
    for (String name : names()) {
      if (name.startsWith(".")) continue;
      Path file = path.resolveSibling(name);
      assertThat(Files.size(file)).isLessThanOrEqualTo(2_000);
      lines.addAll(Files.readAllLines(file));
    }
    assertThat(lines).doesNotHaveDuplicates().hasSize(writers * batches * 2);
    assertThat(lines).allMatch(line -> line.matches("\\d \\d+ [ab]"));
    assertThat(names()).hasSizeGreaterThan(2);
  }

  private static void join(Future<?> future) throws InterruptedException {
    try {
      future.get();
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    }
  }

  private LineFile file(long maxBytes, int maxFiles) {
    return new LineFile(path, maxBytes, maxFiles, PATIENCE);
  }

  private static void append(LineFile file, String lines) throws IOException, InterruptedException {
    file.append(lines.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> names() throws IOException {
    try (var files = Files.list(path.getParent())) {
      return files.map(each -> each.getFileName().toString()).sorted().toList();
    }
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
