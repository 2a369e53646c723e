// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.table;

import dev.faultline.agent.console.record.LineRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Ids of records in 64 bits: among a million of them, two are equal once in 37 million times. */
public final class Hash {
  private Hash() {}

  public static long of(String id) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return ByteBuffer.wrap(digest.digest(id.getBytes(StandardCharsets.UTF_8))).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e); // every JDK has it
    }
  }

  /** By its own id; where it has none, equal lines of one moment in one span are one. */
  public static long of(LineRecord line) {
    String uid = line.attributes.text("log.record.uid");
    return of(uid.isEmpty() ? line.timeNanos + line.spanId + line.text : uid);
  }
}
