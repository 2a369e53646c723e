// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnCpuTest {
  @TempDir Path tasks;

  @Test
  void ownThreads_areSummedWhetherTheyStillRun() throws Exception {
    thread("11", "main", 900, 90);
    thread("12", "faultline-shipp", 20, 3);
    thread("13", "faultline-deliv", 5, 1);
    OwnCpu cpu = new OwnCpu(tasks);
    assertThat(cpu.millis()).isEqualTo(290);

    Files.delete(tasks.resolve("13/stat"));
    Files.delete(tasks.resolve("13/comm"));
    Files.delete(tasks.resolve("13"));
    thread("12", "faultline-shipp", 21, 3);
    assertThat(cpu.millis()).isEqualTo(300);
  }

  @Test
  void numberThatAnotherThreadHasByNow_isNotTakenForTheFormer() throws Exception {
    thread("12", "faultline-shipp", 20, 0);
    thread("13", "faultline-deliv", 5, 0);
    OwnCpu cpu = new OwnCpu(tasks);
    assertThat(cpu.millis()).isEqualTo(250);

    thread("12", "faultline-deliv", 1, 0);
    thread("13", "http-nio-8080", 400, 0);
    assertThat(cpu.millis()).isEqualTo(260);
    assertThat(cpu.millis()).isEqualTo(260);
  }

  @Test
  void exactNumber_isUsedWhereThereIsOne() throws Exception {
    thread("12", "faultline-shipp", 20, 0);
    Files.writeString(tasks.resolve("12/schedstat"), "203456789 1000 25\n");
    OwnCpu cpu = new OwnCpu(tasks);
    assertThat(cpu.nanos()).isEqualTo(203_456_789);
    assertThat(cpu.millis()).isEqualTo(203);
  }

  @Test
  void process_isReadTheSameWay() throws Exception {
    thread("1", "java (of shop)", 150, 12);
    assertThat(new ProcessCpu(tasks.resolve("1/stat")).nanos()).isEqualTo(1_620_000_000L);
    assertThat(new ProcessCpu(tasks.resolve("2/stat")).nanos()).isEqualTo(-1);
    Files.writeString(tasks.resolve("1/stat"), "nothing of the kind");
    assertThat(new ProcessCpu(tasks.resolve("1/stat")).nanos()).isEqualTo(-1);
  }

  @Test
  void otherSystems_doNotKnow() {
    assertThat(new OwnCpu(tasks.resolve("none")).millis()).isEqualTo(-1);
  }

  @Test
  void thisJvm_countsAThreadOfThatName() throws Exception {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/task")), "only Linux tells");
    OwnCpu cpu = new OwnCpu();
    long before = cpu.millis();
    Thread busy =
        new Thread(
            () -> {
              while (cpu.millis() < before + 50 && !Thread.currentThread().isInterrupted()) {}
            },
            "faultline-busy");
    busy.start();
    busy.join(60_000);
    busy.interrupt();
    assertThat(cpu.millis()).isGreaterThanOrEqualTo(before + 50);
  }

  /** As Linux writes it; a name may have brackets and blanks in it. */
  private void thread(String id, String name, long user, long system) throws Exception {
    Path folder = Files.createDirectories(tasks.resolve(id));
    Files.writeString(folder.resolve("comm"), name + "\n");
    String stat = id + " (" + name + ") S 1 2 3 0 -1 4194368 120 0 0 0 " + user + " " + system;
    Files.writeString(folder.resolve("stat"), stat + " 0 0 20 0 25 0 120 0\n");
  }
}
