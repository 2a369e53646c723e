// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship.spool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.export.Payload;
import dev.faultline.agent.export.Signal;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks that are full, nearly full, read-only, or lose things. */
class SpoolDiskTest {
  private static final long MB = 1 << 20;
  private static final int SIZE = 60_000;

  @TempDir Path directory;

  private final Heard heard = new Heard();
  private long now = 1;

  /** Fails in the middle of a file, as often as it is told to. */
  private static final class FailingDisk extends Disk {
    boolean failing;
    long spare = Long.MAX_VALUE;

    @Override
    long spare(Path folder) {
      return spare;
    }

    @Override
    OutputStream create(Path path) throws IOException {
      OutputStream out = super.create(path);
      return new FilterOutputStream(out) {
        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
          boolean fails = failing && count >= SIZE;
          out.write(bytes, offset, fails ? count / 2 : count);
          if (fails) throw new IOException("No space left on device");
        }
      };
    }
  }

  /** Lets a disk be filled to its end. */
  private static final class RecklessDisk extends Disk {
    @Override
    long spare(Path folder) {
      return Long.MAX_VALUE;
    }
  }

  @Test
  void failing_isOffForAWhileAndSaysSoOnce() throws IOException {
    FailingDisk disk = new FailingDisk();
    try (Spool spool = open(disk)) {
      Spooled before = spool.write(span(0));
      disk.failing = true;
      for (int i = 0; i < 5; i++) assertThat(spool.write(span(i))).isNull();
      assertThat(heard.off).hasSize(1);
      assertThat(heard.off.get(0))
          .contains("faultline.spool.dir", directory.toString(), "No space left on device");
      assertThat(files()).containsExactly(before.name(), "lock");
      disk.failing = false;
      assertThat(spool.write(span(1))).as("not tried yet").isNull();
      now += Health.PAUSE_NANOS;
      assertThat(spool.write(span(2))).isNotNull();
      assertThat(heard.on).hasSize(1);
      assertThat(heard.off).hasSize(1);
      assertThat(spool.read(before)).isNotNull();
    }
  }

  @Test
  void comingAndGoing_isToldOfOnceAMinute() {
    FailingDisk disk = new FailingDisk();
    try (Spool spool = open(disk)) {
      for (int second = 0; second < 1023; second++) {
        disk.failing = second % 31 == 0;
        spool.write(span(second));
        now += TimeUnit.SECONDS.toNanos(1);
      }
    }
    assertThat(heard.off).hasSize(17); // every 62 seconds
    assertThat(heard.on).hasSize(17);
  }

  @Test
  void reallyFull_isOffUntilThereIsRoom() throws Exception {
    try (Tmpfs disk = Tmpfs.mount(directory, "1m");
        Spool spool = open(new RecklessDisk())) {
      List<Spooled> written = new ArrayList<>();
      for (Spooled file = spool.write(span(0)); file != null; ) {
        written.add(file);
        file = spool.write(span(written.size()));
      }
      assertThat(written).hasSizeBetween(12, 17);
      assertThat(heard.off).hasSize(1);
      assertThat(heard.off.get(0)).contains("No space left on device");
      assertThat(files()).hasSize(written.size() + 1).noneMatch(each -> each.endsWith(".tmp"));
      now += Health.PAUSE_NANOS;
      assertThat(spool.write(span(1))).isNull();
      assertThat(heard.off).hasSize(1);
      for (int i = 0; i < written.size(); i++) {
        assertThat(Payloads.bytes(spool.read(written.get(i)))).isEqualTo(Payloads.bytes(span(i)));
      }
      spool.remove(written.get(0));
      now += Health.PAUSE_NANOS;
      assertThat(spool.write(span(1))).isNotNull();
      assertThat(heard.on).hasSize(1);
      assertThat(heard.dropped).isEmpty();
    }
  }

  @Test
  void fullFromTheStart_isTriedAgain() throws Exception {
    try (Tmpfs disk = Tmpfs.mount(directory, "1m,nr_inodes=6")) {
      List<Path> others = new ArrayList<>();
      for (int i = 0; i < 5; i++) others.add(Files.createFile(directory.resolve("other" + i)));
      try (Spool spool = open(new RecklessDisk())) {
        assertThat(heard.off).hasSize(1);
        assertThat(spool.adopt()).isEmpty();
        assertThat(heard.off.get(0)).contains("No space left on device");
        for (Path each : others) Files.delete(each);
        now += Health.PAUSE_NANOS;
        assertThat(spool.write(span(1))).isNotNull();
        assertThat(heard.on).hasSize(1);
      }
    }
  }

  @Test
  void nearlyFull_leavesRoomForOthers() throws Exception {
    try (Tmpfs disk = Tmpfs.mount(directory, "24m");
        Spool spool = open(new Disk())) {
      while (spool.write(span(0)) != null) {}
      assertThat(heard.off).hasSize(1);
      assertThat(heard.off.get(0)).contains("nearly full");
      long usable = Files.getFileStore(directory).getUsableSpace();
      assertThat(usable).isBetween(16 * MB, 16 * MB + 2 * SIZE);
      Files.write(directory.resolve("others"), new byte[(int) (10 * MB)]);
      assertThat(Files.getFileStore(directory).getUsableSpace()).isLessThan(7 * MB);
    }
  }

  @Test
  void nearlyFull_givesUpOnlyWhatIsWorthLess() throws IOException {
    FailingDisk disk = new FailingDisk();
    try (Spool spool = open(disk)) {
      Spooled fault = spool.write(Payloads.of(Signal.FAULTS, 1, SIZE));
      Spooled first = spool.write(span(1));
      Spooled second = spool.write(span(2));
      disk.spare = 0;
      assertThat(spool.write(span(3))).isNull();
      assertThat(heard.dropped).isEmpty();
      assertThat(heard.off).hasSize(1);
      // spans are off for a while, but faults have something to take the place of
      assertThat(spool.write(Payloads.of(Signal.FAULTS, 2, SIZE))).isNotNull();
      assertThat(spool.write(Payloads.of(Signal.METRICS, 3, SIZE))).isNotNull();
      assertThat(heard.dropped).containsExactly(first, second);
      assertThat(heard.on).isEmpty();
      assertThat(spool.write(Payloads.of(Signal.METRICS, 4, SIZE))).isNull();
      assertThat(heard.dropped).as("of its own kind").hasSize(2);
      assertThat(spool.read(fault)).isNotNull();
      disk.spare = Long.MAX_VALUE;
      now += Health.PAUSE_NANOS;
      assertThat(spool.write(span(5))).isNotNull();
      assertThat(heard.on).hasSize(1);
      assertThat(heard.off).hasSize(1);
    }
  }

  @Test
  void readOnly_isOffAndDeletesLater() throws Exception {
    try (Tmpfs disk = Tmpfs.mount(directory, "1m");
        Spool spool = open(new RecklessDisk())) {
      Spooled delivered = spool.write(span(1));
      Spooled waiting = spool.write(span(2));
      disk.readOnly();
      assertThat(spool.write(span(3))).isNull();
      assertThat(heard.off).hasSize(1);
      assertThat(heard.off.get(0)).contains("Read-only file system");
      assertThat(spool.read(waiting)).isNotNull();
      spool.remove(delivered);
      assertThat(spool.read(delivered)).isNull();
      assertThat(files()).contains(delivered.name());
      assertThat(spool.bytes()).as("it is on the disk yet").isEqualTo(2 * delivered.bytes);
      disk.writable();
      now += Health.PAUSE_NANOS;
      Spooled after = spool.write(span(4));
      assertThat(files()).containsExactlyInAnyOrder(waiting.name(), after.name(), "lock");
      assertThat(spool.bytes()).isEqualTo(2 * delivered.bytes);
    }
  }

  @Test
  void deletedFolder_isMadeAnew() throws IOException {
    try (Spool spool = open(new Disk())) {
      spool.write(span(1));
      try (Stream<Path> all = Files.walk(directory)) {
        all.sorted(Comparator.reverseOrder())
            .filter(each -> !each.equals(directory))
            .forEach(SpoolDiskTest::delete);
      }
      assertThat(spool.write(span(2))).isNull();
      assertThat(heard.off).hasSize(1);
      now += Health.PAUSE_NANOS;
      Spooled file = spool.write(span(3));
      assertThat(Payloads.bytes(spool.read(file))).isEqualTo(Payloads.bytes(span(3)));
      assertThat(heard.on).hasSize(1);
    }
  }

  @Test
  void reserve_isAPartOfTheDiskWithinBounds() {
    assertThat(Disk.reserve(MB)).isEqualTo(16 * MB);
    assertThat(Disk.reserve(10 * MB)).isEqualTo(16 * MB); // too small for its part
    assertThat(Disk.reserve(10L << 30)).isEqualTo(512 * MB);
    assertThat(Disk.reserve(10L << 40)).isEqualTo(1024 * MB);
  }

  private static void delete(Path path) {
    assertThat(path.toFile().delete()).isTrue();
  }

  private Spool open(Disk disk) {
    return Spool.open(
        new Spool(directory, "otlp", 64 * MB, heard, disk, System::currentTimeMillis, () -> now));
  }

  private static Payload span(int number) {
    return Payloads.of(Signal.SPANS, number, SIZE);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(directory.resolve("otlp"))) {
      return all.filter(Files::isRegularFile)
          .map(each -> each.getFileName().toString())
          .sorted()
          .toList();
    }
  }
}
