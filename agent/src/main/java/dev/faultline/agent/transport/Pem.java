// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.transport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** One block of a PEM file (RFC 7468, and the older RFC 1421 with headers). */
final class Pem {
  private static final int MAX_FILE_BYTES = 8 << 20;
  private static final String BEGIN = "-----BEGIN ";
  private static final String DASHES = "-----";

  /** Such as {@code CERTIFICATE}. */
  final String label;

  final byte[] der;

  /** Whether it takes a password to read it. */
  final boolean encrypted;

  private Pem(String label, byte[] der, boolean encrypted) {
    this.label = label;
    this.der = der;
    this.encrypted = encrypted;
  }

  /**
   * All blocks of a file, in that order; what is between them is left out.
   *
   * @throws IOException whose message completes the sentence "the file ..."
   */
  static List<Pem> read(String path) throws IOException {
    byte[] bytes = FileStamp.read(path, MAX_FILE_BYTES);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    List<Pem> blocks = new ArrayList<>();
    for (int begin = text.indexOf(BEGIN); begin >= 0; begin = text.indexOf(BEGIN, begin + 1)) {
      int labelEnd = text.indexOf(DASHES, begin + BEGIN.length());
      String label = labelEnd < 0 ? "" : text.substring(begin + BEGIN.length(), labelEnd);
      int end = text.indexOf("-----END " + label + DASHES, begin);
      if (labelEnd < 0 || end < 0) throw new IOException("is cut off");
      blocks.add(block(label, text.substring(labelEnd + DASHES.length(), end)));
    }
    return blocks;
  }

  private static Pem block(String label, String text) throws IOException {
    StringBuilder base64 = new StringBuilder(text.length());
    boolean encrypted = label.startsWith("ENCRYPTED ");
    for (String line : text.split("[\r\n]+", -1)) {
      if (line.startsWith("Proc-Type:") && line.endsWith("ENCRYPTED")) encrypted = true;
      if (line.indexOf(':') < 0) base64.append(line.trim()); // headers are of no other use
    }
    try {
      byte[] der = encrypted ? new byte[0] : Base64.getDecoder().decode(base64.toString());
      return new Pem(label, der, encrypted);
    } catch (IllegalArgumentException e) { // no cause: it tells of what is in there
      throw new IOException("has a " + label + " that is not Base64");
    }
  }
}
