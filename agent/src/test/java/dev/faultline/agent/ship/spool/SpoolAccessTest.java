// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.faultline.agent.export.Payload;
import dev.faultline.agent.export.Signal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may see what is spooled, and what is refused because it is somebody else's. */
class SpoolAccessTest {
  private static final int NOBODY = 65534;

  @TempDir Path temporary;

  private final Heard heard = new Heard();

  @BeforeEach
  void assumePosix() throws IOException {
    FileStore store = Files.getFileStore(temporary);
    assumeTrue(store.supportsFileAttributeView("posix"), "no POSIX permissions here");
  }

  @Test
  void directoriesAndFiles_areTheOwnersAlone() throws IOException {
    List<String> atCreation = new ArrayList<>();
    Disk disk =
        new Disk() {
          @Override
          OutputStream create(Path path) throws IOException {
            OutputStream out = super.create(path);
            atCreation.add(permissions(path)); // nothing is in it yet
            return out;
          }
        };
    Path directory = temporary.resolve("var/spool");
    try (Spool spool = open(directory, disk)) {
      assertThat(spool.write(payload())).isNotNull();
      assertThat(atCreation).containsExactly("rw-------");
      List<Path> below;
      try (Stream<Path> all = Files.walk(temporary.resolve("var"))) {
        below = all.toList();
      }
      assertThat(below).hasSize(6); // var, spool, otlp, the folder, its lock, the file
      for (Path each : below) {
        String expected = Files.isDirectory(each) ? "rwx------" : "rw-------";
        assertThat(permissions(each)).as(each.toString()).isEqualTo(expected);
      }
    }
    assertThat(heard.off).isEmpty();
  }

  @Test
  void directory_mayBeALink() throws IOException {
    Path real = Files.createDirectory(temporary.resolve("data"));
    Path link = Files.createSymbolicLink(temporary.resolve("spool"), real);
    try (Spool spool = open(link, new Disk())) {
      assertThat(spool.write(payload())).isNotNull();
    }
    assertThat(real.resolve("otlp")).isDirectory();
  }

  @Test
  void exporterThatIsALink_isRefused() throws IOException {
    Path elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
    Path directory = Files.createDirectory(temporary.resolve("spool"));
    Files.createSymbolicLink(directory.resolve("otlp"), elsewhere);
    assertOff(directory, directory.toRealPath().resolve("otlp") + " is a symbolic link");
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void exporterOfSomebodyElse_isRefused() throws IOException {
    Path directory = Files.createDirectory(temporary.resolve("spool"));
    Path exporter = Files.createDirectory(directory.resolve("otlp"));
    giveAway(exporter);
    assertOff(directory, directory.toRealPath().resolve("otlp") + " belongs to somebody else: ");
    assertThat(exporter).isEmptyDirectory();
  }

  @Test
  void exporterThatOthersMayWriteTo_isTheirsNoMore() throws IOException {
    Path exporter = Files.createDirectories(temporary.resolve("spool/otlp"));
    Files.setPosixFilePermissions(exporter, PosixFilePermissions.fromString("rwxrwxrwx"));
    open(temporary.resolve("spool"), new Disk()).close();
    assertThat(permissions(exporter)).isEqualTo("rwxr-xr-x");
    assertThat(heard.off).isEmpty();
  }

  @Test
  void foldersOfSomebodyElse_areNotAdopted() throws IOException {
    Path directory = temporary.resolve("spool");
    open(directory, new Disk()).close();
    Path elsewhere = left(temporary.resolve("elsewhere"));
    Path link = directory.resolve("otlp").resolve(Folder.name(1, 1));
    Files.createSymbolicLink(link, elsewhere);
    try (Spool spool = open(directory, new Disk())) {
      assertThat(spool.adopt()).isEmpty();
      assertThat(Files.exists(link, LinkOption.NOFOLLOW_LINKS)).isTrue();
      Path planted = directory.resolve("otlp").resolve(Folder.name(1, 2));
      Files.move(elsewhere, planted);
      giveAway(planted);
      assertThat(spool.adopt()).isEmpty();
      assertThat(planted).isNotEmptyDirectory();
    }
  }

  @Test
  void belowAFile_isOff() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "");
    assertOff(file.resolve("spool"), "Not a directory");
    assertOff(file, file + " is not a directory");
    Path directory = Files.createDirectory(temporary.resolve("spool"));
    Files.writeString(directory.resolve("otlp"), "");
    assertOff(directory, "otlp is not a directory");
  }

  /** One line that names the setting, and an application that knows nothing of it. */
  private void assertOff(Path directory, String why) {
    heard.off.clear();
    try (Spool spool = open(directory, new Disk())) {
      assertThat(spool.write(payload())).isNull();
      assertThat(spool.adopt()).isEmpty();
      assertThat(spool.bytes()).isZero();
    }
    assertThat(heard.off).hasSize(1);
    assertThat(heard.off.get(0))
        .startsWith("Nothing is written to the spool of otlp in " + directory)
        .contains("faultline.spool.dir", why)
        .doesNotContain("\n", "null");
  }

  /** A folder that was left with one file in it. */
  private Path left(Path directory) throws IOException {
    Spool spool = open(directory, new Disk());
    spool.write(payload());
    spool.close();
    try (Stream<Path> folders = Files.list(directory.resolve("otlp"))) {
      return folders.findFirst().orElseThrow();
    }
  }

  private Spool open(Path directory, Disk disk) {
    return Spool.open(
        new Spool(
            directory, "otlp", 1 << 20, heard, disk, System::currentTimeMillis, System::nanoTime));
  }

  private static void giveAway(Path path) throws IOException {
    boolean given = true;
    try {
      Files.setAttribute(path, "unix:uid", NOBODY);
    } catch (FileSystemException | UnsupportedOperationException e) {
      given = false;
    }
    assumeTrue(given, "only root can give a directory to somebody else");
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static Payload payload() {
    return Payloads.of(Signal.FAULTS, 1, 100);
  }
}
