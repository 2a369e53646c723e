// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 in the ways in which messengers want it. */
final class Signatures {
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private Signatures() {}

  /** DingTalk: base64, yet to be encoded for a URL. */
  static String dingTalk(long timestampMillis, String secret) {
    return base64(hmac(secret, bytes(timestampMillis + "\n" + secret)));
  }

  /** Feishu: the same text, but as the key, and nothing is signed with it. */
  static String feishu(long timestampSeconds, String secret) {
    return base64(hmac(timestampSeconds + "\n" + secret, new byte[0]));
  }

  /** The value of {@code X-Faultline-Signature}. */
  static String webhook(byte[] body, String secret) {
    return "sha256=" + hex(hmac(secret, body));
  }

  /** 64 hexadecimal digits that stand for a text. */
  static String digest(String text) {
    try {
      return hex(MessageDigest.getInstance("SHA-256").digest(bytes(text)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every JRE has it
    }
  }

  private static byte[] hmac(String key, byte[] data) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(bytes(key), "HmacSHA256"));
      return mac.doFinal(data);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every JRE has it
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static String hex(byte[] bytes) {
    char[] hex = new char[bytes.length * 2];
    for (int i = 0; i < bytes.length; i++) {
      hex[2 * i] = HEX[bytes[i] >> 4 & 15];
      hex[2 * i + 1] = HEX[bytes[i] & 15];
    }
    return new String(hex);
  }
}
