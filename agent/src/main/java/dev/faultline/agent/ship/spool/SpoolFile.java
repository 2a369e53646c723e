// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship.spool;

import dev.faultline.agent.export.Payload;
import dev.faultline.agent.export.StoredPayload;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.CRC32;

/**
 * What a file holds, big-endian: magic {@code FLSP} (4 bytes), version (1), CRC-32 of all that
 * follows (4), length of the rest (8), and a payload as {@link StoredPayload#write} writes it.
 *
 * <p>A payload may be several MB, so it is passed on as it is: for the checksum, which stands in
 * front of it, it is written twice, and read twice, rather than held in memory once more. Streams
 * are used, not channels: a channel is closed under the hands of a thread that is interrupted, and
 * keeps a direct buffer for the thread that is as large as the largest payload was.
 */
final class SpoolFile {
  static final int HEADER_LENGTH = 17;

  private static final int MAGIC = 0x464c5350;
  private static final int VERSION = 1;

  private SpoolFile() {}

  /** Length of the file that a payload makes, in bytes, and its checksum. */
  static Measure measure(Payload payload) throws IOException {
    Measure body = new Measure();
    StoredPayload.write(payload, new DataOutputStream(body));
    Measure all = new Measure();
    DataOutputStream out = new DataOutputStream(all);
    out.writeLong(body.length);
    StoredPayload.write(payload, out);
    return all;
  }

  static void write(Payload payload, Measure measure, OutputStream to) throws IOException {
    DataOutputStream out = new DataOutputStream(to);
    out.writeInt(MAGIC);
    out.writeByte(VERSION);
    out.writeInt((int) measure.crc.getValue());
    out.writeLong(measure.bodyLength());
    StoredPayload.write(payload, out);
    out.flush();
  }

  /**
   * Reads what was written, once it is known to be that.
   *
   * @throws CorruptFileException when it is not
   * @throws IOException when it cannot be read now
   */
  static Payload read(Path path, Spooled file) throws IOException {
    try {
      check(path);
      Payload payload = payload(path);
      if (payload.signal != file.signal || payload.records() != file.records) {
        throw new CorruptFileException(path + " is not what its name says");
      }
      return payload;
    } catch (FileNotFoundException | NoSuchFileException e) {
      // the former is also what it is called when there are too many open files
      if (Files.notExists(path)) throw new CorruptFileException(path + " is gone", e);
      throw e;
    }
  }

  private static void check(Path path) throws IOException {
    long length = Files.size(path);
    if (length < HEADER_LENGTH) throw new CorruptFileException(path + " is torn");
    try (DataInputStream in = open(path)) {
      if (in.readInt() != MAGIC || in.readByte() != VERSION) {
        throw new CorruptFileException(path + " is not a file of this version");
      }
      int crc = in.readInt();
      long bodyLength = in.readLong();
      if (bodyLength != length - HEADER_LENGTH) throw new CorruptFileException(path + " is torn");
      Measure measure = new Measure();
      new DataOutputStream(measure).writeLong(bodyLength);
      byte[] chunk = new byte[8 << 10];
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) measure.write(chunk, 0, n);
      if ((int) measure.crc.getValue() != crc) {
        throw new CorruptFileException(path + " does not have its checksum");
      }
    }
  }

  private static Payload payload(Path path) throws IOException {
    try (DataInputStream in = open(path)) {
      in.readFully(new byte[HEADER_LENGTH]);
      try {
        return StoredPayload.read(in);
      } catch (IOException | RuntimeException e) { // every byte is as it was written
        throw new CorruptFileException(path + " is not of this version", e);
      }
    }
  }

  private static DataInputStream open(Path path) throws IOException {
    return new DataInputStream(new BufferedInputStream(new FileInputStream(path.toFile())));
  }

  /** Counts and sums what is written to it, and keeps nothing. */
  static final class Measure extends OutputStream {
    final CRC32 crc = new CRC32();
    private long length;

    @Override
    public void write(int b) {
      crc.update(b);
      length++;
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
      crc.update(bytes, offset, count);
      length += count;
    }

    /** Of the payload alone: what is summed begins with its length. */
    long bodyLength() {
      return length - Long.BYTES;
    }

    long fileLength() {
      return HEADER_LENGTH + bodyLength();
    }
  }
}
