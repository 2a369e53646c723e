// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship.spool;

import dev.faultline.agent.export.Payload;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.LongSupplier;

/** Makes files of payloads, each under a name of its own. For one thread at a time. */
final class SpoolWriter {
  private final Disk disk;
  private final Litter litter;
  private final LongSupplier epochMillis;

  private long millis;
  private long sequence;

  SpoolWriter(Disk disk, Litter litter, LongSupplier epochMillis) {
    this.disk = disk;
    this.litter = litter;
    this.epochMillis = epochMillis;
  }

  /** The file that a payload would be. */
  Spooled name(Folder folder, Payload payload, SpoolFile.Measure measure) {
    millis = Math.max(millis, epochMillis.getAsLong()); // a clock may go backwards
    Spooled file =
        folder.unused(
            new Spooled(millis, sequence, payload.signal, payload.records(), measure.fileLength()));
    sequence = file.sequence + 1;
    return file;
  }

  /** Writes it under another name first: under its own, a file is complete. */
  void write(Folder folder, Spooled file, Payload payload, SpoolFile.Measure measure)
      throws IOException {
    Path temporary = folder.path.resolve(file.temporaryName());
    try {
      try (OutputStream out = disk.create(temporary)) {
        SpoolFile.write(payload, measure, out);
      }
      Files.move(temporary, folder.file(file), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | RuntimeException e) {
      litter.delete(temporary, 0);
      throw e;
    }
  }
}
