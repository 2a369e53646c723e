// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave.access;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * A class file that means another package than the one it was compiled against. Names, descriptors
 * and signatures are all texts of the constant pool (JVMS 4.4.7); the rest of the file only has
 * their numbers, and stays as it is.
 */
final class Twin {
  private static final int UTF8 = 1;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;

  /** Bytes that follow the tag, by tag; 0 where there is none. */
  private static final int[] LENGTHS = {0, 0, 0, 4, 4, 8, 8, 2, 2, 4, 4, 4, 4, 0, 0, 3, 2, 4, 4};

  private Twin() {}

  /**
   * @param from with slashes, and one at the end; no text of the class may have it for another
   *     reason
   */
  static byte[] of(byte[] file, String from, String to) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(file));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(file.length + 1024);
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeLong(in.readLong()); // the magic number and the version
    int count = in.readUnsignedShort();
    out.writeShort(count);
    for (int i = 1; i < count; i++) {
      int tag = in.readUnsignedByte();
      out.writeByte(tag);
      if (tag == UTF8) {
        out.writeUTF(in.readUTF().replace(from, to));
      } else {
        copy(in, out, lengthOf(tag));
      }
      if (tag == LONG || tag == DOUBLE) i++; // takes two numbers
    }
    copy(in, out, in.available());
    return bytes.toByteArray();
  }

  private static int lengthOf(int tag) throws IOException {
    int length = tag < LENGTHS.length ? LENGTHS[tag] : 0;
    if (length == 0) throw new IOException("a constant of kind " + tag);
    return length;
  }

  private static void copy(DataInputStream in, DataOutputStream out, int length)
      throws IOException {
    byte[] copied = new byte[length];
    in.readFully(copied);
    out.write(copied);
  }
}
