// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What whoever sends or looks must know. Only its digest is kept. Immutable. */
public final class Token {
  public static final int MIN_LENGTH = 16;
  private static final int MAX_LENGTH = 1_024;

  private final byte[] digest;

  /**
   * @throws IllegalArgumentException it is too short, or not what a header can carry; the message
   *     does not tell it
   */
  public Token(String text) {
    if (text.length() < MIN_LENGTH || text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("has " + text.length() + " characters");
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= ' ' || text.charAt(i) >= 0x7f) {
        throw new IllegalArgumentException("has characters that are not of ASCII, or blanks");
      }
    }
    digest = digest(text);
  }

  /** Takes as long whatever is given: what is compared are digests, and all of them. */
  boolean is(byte[] givenDigest) {
    return MessageDigest.isEqual(digest, givenDigest);
  }

  static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
