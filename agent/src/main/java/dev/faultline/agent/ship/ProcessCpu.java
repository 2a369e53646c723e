// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.Paths;

/** The CPU that this process has used, as Linux counts it; see {@link OwnCpu}. */
final class ProcessCpu {
  private final Path stat;

  ProcessCpu() {
    this(Paths.get("/proc/self/stat"));
  }

  ProcessCpu(Path stat) {
    this.stat = stat;
  }

  /** All its threads, those that have ended too; -1 where not known. */
  long nanos() {
    try {
      return OwnCpu.inTicks(OwnCpu.text(stat));
    } catch (IOException | RuntimeException e) {
      return -1;
    }
  }
}
