// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedFileTest {
  private static final long NOW = 1_790_000_000_000L;

  @TempDir Path folder;

  @Test
  void file_isAnotherWhenItsTextIs() throws IOException {
    WatchedFile file = new WatchedFile(write("one", NOW - 60_000));
    assertThat(file.look(NOW)).isTrue();
    assertThat(file.text()).isEqualTo("one");
    assertThat(file.look(NOW)).isFalse();
    write("one", NOW);
    assertThat(file.look(NOW + 1_000)).as("touched").isFalse();
    write("two", NOW + 2_000);
    assertThat(file.look(NOW + 4_000)).isTrue();
    assertThat(file.text()).isEqualTo("two");
  }

  @Test
  void changeOfTheSameSizeAndTime_isSeenWhileItIsYoung() throws IOException {
    WatchedFile file = new WatchedFile(write("one", NOW));
    file.look(NOW + 1_000);
    write("two", NOW);
    assertThat(file.look(NOW + 3_000)).isTrue();
  }

  @Test
  void fileThatIsBeingWritten_isSeenTheNextTime() throws IOException {
    WatchedFile file = new WatchedFile(write("one", NOW - 60_000));
    file.look(NOW);
    write("", NOW + 2_000);
    assertThat(file.look(NOW + 2_010)).isFalse();
    write("one\ntwo", NOW + 2_020);
    assertThat(file.look(NOW + 4_010)).isTrue();
    assertThat(file.text()).isEqualTo("one\ntwo");
  }

  @Test
  void fileThatIsGoneOrTooLarge_keepsItsTextAndSaysWhyOnce() throws IOException {
    WatchedFile file = new WatchedFile(write("one", NOW - 60_000));
    file.look(NOW);
    Files.delete(folder.resolve("rules"));
    assertThat(file.look(NOW + 2_000)).isTrue();
    assertThat(file.problem()).contains("NoSuchFileException");
    assertThat(file.look(NOW + 4_000)).isFalse();
    write("x".repeat((1 << 20) + 1), NOW);
    assertThat(file.look(NOW + 6_000)).isTrue();
    assertThat(file.problem()).contains("more than 1 MiB");
    assertThat(file.text()).isEqualTo("one");
    write("one", NOW);
    assertThat(file.look(NOW + 8_000)).as("it can be read again").isTrue();
    assertThat(file.problem()).isEmpty();
  }

  private Path write(String text, long modifiedMillis) throws IOException {
    Path file = folder.resolve("rules");
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.fromMillis(modifiedMillis));
    return file;
  }
}
