// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.agent.export.Gzip;
import dev.faultline.agent.export.Payload;
import dev.faultline.agent.export.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
  private static final int BLOCK = Spooled.BLOCK;

  @TempDir Path directory;

  private final Heard heard = new Heard();
  private final List<Spool> opened = new ArrayList<>();
  private long millis = 1_790_000_000_123L;

  @AfterEach
  void closeAll() {
    for (Spool each : opened) each.close();
    assertThat(heard.off).isEmpty();
  }

  @Test
  void read_givesWhatWasWritten() throws IOException {
    Spool spool = spool(1 << 20);
    Payload plain = Payloads.list();
    try (Gzip gzip = new Gzip(1)) {
      for (Payload each : List.of(plain, plain.compress(gzip))) {
        Spooled file = spool.write(each);
        assertThat(file.signal).isEqualTo(Signal.SPANS);
        assertThat(file.records).isEqualTo(6);
        Payload read = spool.read(file);
        assertThat(Payloads.bytes(read)).isEqualTo(Payloads.bytes(each));
        assertThat(Stream.of(read.divide()).map(Payloads::body))
            .containsExactly("[aa]", "[bbb,cccc]");
      }
    }
  }

  @Test
  void read_ofWhatIsNotHereGivesNull() throws IOException {
    Spool spool = spool(1 << 20);
    Spooled file = spool.write(span(1));
    spool.remove(file);
    assertThat(spool.read(file)).isNull();
    Spooled left = spool.write(span(2));
    spool.close();
    assertThat(spool.read(left)).isNull();
  }

  @Test
  void read_onAThreadThatIsInterruptedGivesItAllTheSame() throws IOException {
    Spool spool = spool(1 << 20);
    Thread.currentThread().interrupt();
    try {
      Spooled file = spool.write(span(1));
      assertThat(Payloads.bytes(spool.read(file))).isEqualTo(Payloads.bytes(span(1)));
      spool.close();
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(spool(1 << 20).adopt()).hasSize(1);
  }

  @Test
  void write_afterCloseWritesNothing() throws IOException {
    Spool spool = spool(1 << 20);
    spool.close();
    assertThat(spool.write(span(1))).isNull();
    assertThat(spool.adopt()).isEmpty();
    assertThat(files()).isEmpty();
  }

  @Test
  void bytes_areWholeBlocksOfWhatIsThere() {
    Spool spool = spool(1 << 20);
    Spooled small = spool.write(span(1));
    Spooled large = spool.write(Payloads.of(Signal.SPANS, 2, 2 * BLOCK));
    assertThat(small.bytes).isEqualTo(BLOCK);
    assertThat(large.bytes).isEqualTo(3 * BLOCK);
    assertThat(spool.bytes()).isEqualTo(4 * BLOCK);
    spool.remove(large);
    spool.remove(large);
    assertThat(spool.bytes()).isEqualTo(BLOCK);
  }

  @Test
  void full_givesUpTheOldestOfWhatIsWorthLeast() throws IOException {
    Spool spool = spool(5 * BLOCK);
    Spooled oldFault = spool.write(small(Signal.FAULTS));
    Spooled oldSpan = spool.write(small(Signal.SPANS));
    Spooled metric = spool.write(small(Signal.METRICS));
    Spooled logs = spool.write(small(Signal.LOGS));
    Spooled span = spool.write(small(Signal.SPANS));
    for (int i = 0; i < 5; i++) assertThat(spool.write(small(Signal.FAULTS))).isNotNull();
    assertThat(heard.dropped).containsExactly(logs, oldSpan, span, metric, oldFault);
    assertThat(heard.reasons).containsOnly("spool_full");
    assertThat(spool.bytes()).isEqualTo(5 * BLOCK);
    assertThat(files()).hasSize(5).allMatch(each -> each.contains("FAULTS"));
    assertThat(spool.read(oldSpan)).isNull();
  }

  @Test
  void fullOfWhatIsWorthMore_givesUpNothing() {
    Spool spool = spool(2 * BLOCK);
    spool.write(small(Signal.METRICS));
    spool.write(small(Signal.FAULTS));
    assertThat(spool.write(small(Signal.SPANS))).isNull();
    assertThat(spool.write(small(Signal.LOGS))).isNull();
    // of the two that would have to go, one is worth more
    assertThat(spool.write(Payloads.of(Signal.METRICS, 1, BLOCK))).isNull();
    assertThat(heard.dropped).isEmpty();
    assertThat(spool.bytes()).isEqualTo(2 * BLOCK);
  }

  @Test
  void largerThanTheBound_givesUpNothing() {
    Spool spool = spool(2 * BLOCK);
    spool.write(small(Signal.SPANS));
    assertThat(spool.write(Payloads.of(Signal.FAULTS, 1, 2 * BLOCK))).isNull();
    assertThat(heard.dropped).isEmpty();
  }

  @Test
  void inHand_isNotGivenUpUntilItIsPutBack() throws IOException {
    Spool spool = spool(2 * BLOCK);
    Spooled first = spool.write(span(1));
    Spooled second = spool.write(span(2));
    assertThat(spool.read(first)).isNotNull();
    Spooled third = spool.write(span(3));
    assertThat(heard.dropped).containsExactly(second);
    spool.putBack(first);
    spool.write(span(4));
    assertThat(heard.dropped).containsExactly(second, first);
    assertThat(spool.read(third)).isNotNull();
  }

  @Test
  void adopt_takesWhatWasLeftOldestFirst() throws IOException {
    Spool first = spool(1 << 20);
    Spool second = spool(1 << 20);
    List<String> written = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      millis += i % 3; // some in the same millisecond
      Spool spool = i % 2 == 0 ? first : second;
      written.add(Payloads.body(span(i)));
      spool.write(span(i));
    }
    first.close();
    second.close();
    millis -= 3_600_000; // a clock that was set back
    Spool heir = spool(1 << 20);
    assertThat(heir.bytes()).isZero();
    List<Spooled> adopted = heir.adopt();
    List<String> read = new ArrayList<>();
    for (Spooled each : adopted) read.add(Payloads.body(heir.read(each)));
    assertThat(adopted).isSorted();
    assertThat(read).containsExactlyInAnyOrderElementsOf(written);
    assertThat(ofSpool(read, written, 0)).isEqualTo(ofSpool(written, written, 0));
    assertThat(ofSpool(read, written, 1)).isEqualTo(ofSpool(written, written, 1));
    assertThat(heir.bytes()).isEqualTo(20 * BLOCK);
    assertThat(folders()).hasSize(1);
    assertThat(heir.adopt()).isEmpty();
  }

  private static List<String> ofSpool(List<String> some, List<String> all, int rest) {
    List<String> those = new ArrayList<>(some);
    those.removeIf(each -> all.indexOf(each) % 2 != rest);
    return those;
  }

  @Test
  void adopt_ofNamesThatAreTakenKeepsBoth() throws IOException {
    Spool first = spool(1 << 20);
    first.write(span(1));
    Spool second = spool(1 << 20);
    second.write(span(2)); // same millisecond, same sequence
    first.close();
    assertThat(second.adopt()).hasSize(1);
    second.write(span(3)); // whose name was taken just now
    second.close();
    Spool heir = spool(1 << 20);
    List<String> read = new ArrayList<>();
    for (Spooled each : heir.adopt()) read.add(Payloads.body(heir.read(each)));
    assertThat(read)
        .containsExactlyInAnyOrder(
            Payloads.body(span(1)), Payloads.body(span(2)), Payloads.body(span(3)));
  }

  @Test
  void adopt_beyondTheBoundGivesUpNothingBeforeSomethingIsWritten() {
    Spool first = spool(3 * BLOCK);
    for (int i = 0; i < 3; i++) first.write(span(i));
    first.close();
    Spool heir = spool(2 * BLOCK);
    List<Spooled> adopted = heir.adopt();
    assertThat(heir.bytes()).isEqualTo(3 * BLOCK);
    assertThat(heard.dropped).isEmpty();
    heir.write(span(4));
    assertThat(heard.dropped).isEqualTo(adopted.subList(0, 2));
    assertThat(heir.bytes()).isEqualTo(2 * BLOCK);
  }

  @Test
  void adopt_beyondItsLimitLeavesTheYoungest() throws IOException {
    Spool first = spool(1 << 20);
    List<Spooled> written = new ArrayList<>();
    for (int i = 0; i < 3; i++) written.add(first.write(span(i)));
    first.close();
    Folder folder = Folder.open(directory, "otlp", millis);
    Adoption adoption = new Adoption(folder, 2);
    for (Path each : folder.others()) adoption.from(each);
    assertThat(adoption.adopted()).isEqualTo(written.subList(0, 2));
    assertThat(spool(1 << 20).adopt()).containsExactly(written.get(2));
    folder.leave();
  }

  @Test
  void adopt_leavesWhatIsInUse() {
    Spool busy = spool(1 << 20);
    busy.write(span(1));
    assertThat(spool(1 << 20).adopt()).isEmpty();
    assertThat(Spool.open(directory, "sentry", 1 << 20, heard).adopt()).isEmpty();
    assertThat(busy.bytes()).isEqualTo(BLOCK);
  }

  @Test
  void adopt_leavesForeignFilesAndDeletesUnfinishedOnes() throws IOException {
    Spool first = spool(1 << 20);
    Spooled file = first.write(span(1));
    Path folder = folders().get(0);
    Path foreign = Files.writeString(folder.resolve("notes.txt"), "mine");
    Path foreignTemporary = Files.writeString(folder.resolve("notes.tmp"), "mine");
    Path unfinished = Files.writeString(folder.resolve(file.next().temporaryName()), "FLS");
    Path foreignFolder = Files.createDirectories(directory.resolve("otlp/notes"));
    first.close();
    Spool heir = spool(1 << 20);
    assertThat(heir.adopt()).containsExactly(file);
    assertThat(unfinished).doesNotExist();
    assertThat(foreign).hasContent("mine");
    assertThat(foreignTemporary).hasContent("mine");
    assertThat(foreignFolder).isDirectory();
    assertThat(heir.adopt()).isEmpty();
  }

  @Test
  void adopt_leavesAFolderWithoutALock() throws IOException {
    Spool first = spool(1 << 20);
    first.write(span(1));
    Path folder = folders().get(0);
    first.close();
    Path empty = Files.createDirectory(directory.resolve("otlp").resolve(Folder.name(1, 2)));
    Files.delete(folder.resolve(Folder.LOCK)); // is its process still there? nobody knows
    assertThat(spool(1 << 20).adopt()).isEmpty();
    assertThat(files()).hasSize(1);
    assertThat(empty).doesNotExist();
  }

  @Test
  void corrupt_canBeCountedAndRemoved() throws IOException {
    Spool spool = spool(1 << 20);
    Spooled file = spool.write(Payloads.list());
    Path path = folders().get(0).resolve(file.name());
    Files.write(path, new byte[0]);
    assertThatThrownBy(() -> spool.read(file)).isInstanceOf(CorruptFileException.class);
    assertThat(file.records).isEqualTo(6);
    spool.remove(file);
    assertThat(path).doesNotExist();
    assertThat(spool.bytes()).isZero();
  }

  @Test
  void deletedByOthers_isCorruptToo() throws IOException {
    Spool spool = spool(1 << 20);
    Spooled file = spool.write(span(1));
    Files.delete(folders().get(0).resolve(file.name()));
    assertThatThrownBy(() -> spool.read(file)).isInstanceOf(CorruptFileException.class);
    spool.remove(file);
    assertThat(spool.bytes()).isZero();
  }

  @Test
  void close_leavesNothingWhenThereIsNothing() throws IOException {
    Spool spool = spool(1 << 20);
    spool.remove(spool.write(span(1)));
    assertThat(folders()).hasSize(1);
    spool.close();
    spool.close();
    assertThat(folders()).isEmpty();
  }

  @Test
  void listener_mayCallBack() {
    List<Spooled> again = new ArrayList<>();
    Spool[] spool = new Spool[1];
    Heard calling =
        new Heard() {
          @Override
          public void dropped(Spooled file, String reason) {
            super.dropped(file, reason);
            if (file.records == 1) again.add(spool[0].write(Payloads.list()));
          }
        };
    spool[0] = open(BLOCK, calling);
    spool[0].write(small(Signal.SPANS));
    spool[0].write(small(Signal.SPANS));
    assertThat(again).doesNotContainNull().hasSize(2);
    assertThat(calling.dropped).extracting(each -> each.records).containsExactly(1L, 1L, 6L);
  }

  private Spool spool(long maxBytes) {
    return open(maxBytes, heard);
  }

  private Spool open(long maxBytes, Heard listener) {
    Spool spool =
        Spool.open(
            new Spool(
                directory, "otlp", maxBytes, listener, new Disk(), () -> millis, System::nanoTime));
    opened.add(spool);
    return spool;
  }

  private static Payload span(int number) {
    return Payloads.of(Signal.SPANS, number, 100);
  }

  private static Payload small(Signal signal) {
    return Payloads.of(signal, 0, 10);
  }

  private List<Path> folders() throws IOException {
    try (Stream<Path> all = Files.list(directory.resolve("otlp"))) {
      return all.sorted().toList();
    }
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.map(each -> each.getFileName().toString())
          .filter(each -> each.endsWith(".flp"))
          .toList();
    }
  }
}
