// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The form in which a payload lies on a disk, big-endian. */
public final class StoredPayload {
  private static final int MOST_BYTES = 256 << 20;

  private StoredPayload() {}

  /** Writes it in a form that {@link #read} reads. */
  public static void write(Payload payload, DataOutput out) throws IOException {
    out.writeUTF(payload.signal.name());
    out.writeUTF(payload.contentType);
    out.writeUTF(payload.contentEncoding == null ? "" : payload.contentEncoding);
    out.writeInt(payload.headLength);
    out.writeInt(payload.separatorLength);
    write(payload.lengthsAt, out);
    write(payload.ends, out);
    write(payload.units, out);
    out.writeInt(payload.size);
    out.write(payload.body, 0, payload.size);
  }

  /**
   * Reads what {@link #write} has written.
   *
   * @throws IOException when it was something else
   */
  public static Payload read(DataInput in) throws IOException {
    try {
      Signal signal = Signal.valueOf(in.readUTF());
      String contentType = in.readUTF();
      String encoding = in.readUTF();
      int headLength = in.readInt();
      int separatorLength = in.readInt();
      int[] lengthsAt = readInts(in);
      int[] ends = readInts(in);
      int[] units = readInts(in);
      byte[] body = new byte[checked(in.readInt())];
      in.readFully(body);
      return new Payload(
          signal,
          contentType,
          encoding.isEmpty() ? null : encoding,
          body,
          body.length,
          null,
          headLength,
          separatorLength,
          lengthsAt,
          ends,
          units);
    } catch (IllegalArgumentException e) {
      throw new IOException("not a payload", e);
    }
  }

  private static void write(int[] values, DataOutput out) throws IOException {
    out.writeInt(values.length);
    for (int each : values) out.writeInt(each);
  }

  private static int[] readInts(DataInput in) throws IOException {
    int[] values = new int[checked(in.readInt())];
    for (int i = 0; i < values.length; i++) values[i] = in.readInt();
    return values;
  }

  private static int checked(int length) throws IOException {
    if (length < 0 || length > MOST_BYTES) throw new IOException("not a payload: " + length);
    return length;
  }
}
