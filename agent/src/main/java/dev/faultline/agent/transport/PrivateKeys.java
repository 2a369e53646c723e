// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;

/**
 * Reads private keys. The JDK knows PKCS#8 alone; the older forms, PKCS#1 for RSA (RFC 8017, A.1.2)
 * and SEC 1 for elliptic curves (RFC 5915), are the same with the name of the algorithm left out,
 * so that is put in front of them. No message tells what a key holds.
 */
final class PrivateKeys {
  private static final String[] ALGORITHMS = {"RSA", "EC", "EdDSA", "RSASSA-PSS", "DSA"};

  private static final byte[] VERSION_0 = {2, 1, 0};

  /** OID 1.2.840.113549.1.1.1, and a NULL for its parameters. */
  private static final byte[] RSA = {
    6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 1, 1, 5, 0
  };

  /** OID 1.2.840.10045.2.1; the curve follows. */
  private static final byte[] EC = {6, 7, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 2, 1};

  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 4;
  private static final int CURVE = 0xa0;

  private PrivateKeys() {}

  /**
   * The first private key in a PEM file.
   *
   * @throws IOException whose message completes the sentence "the file ..."
   */
  static PrivateKey read(String path) throws IOException {
    for (Pem each : Pem.read(path)) {
      if (each.label.endsWith("PRIVATE KEY")) return read(each);
    }
    throw new IOException("holds no private key in PEM form");
  }

  private static PrivateKey read(Pem pem) throws IOException {
    if (pem.encrypted)
      throw new IOException("holds a key that is encrypted, which is not supported");
    PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(pkcs8(pem));
    for (String each : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(each).generatePrivate(spec);
      } catch (GeneralSecurityException e) {
        // of another algorithm
      }
    }
    throw new IOException("holds a private key that cannot be understood");
  }

  private static byte[] pkcs8(Pem pem) throws IOException {
    switch (pem.label) {
      case "PRIVATE KEY":
        return pem.der;
      case "RSA PRIVATE KEY":
        return pkcs8(RSA, pem.der);
      case "EC PRIVATE KEY":
        return pkcs8(join(EC, curve(pem.der)), pem.der);
      default:
        throw new IOException("holds a private key of an unknown kind, " + pem.label);
    }
  }

  private static byte[] pkcs8(byte[] algorithm, byte[] key) {
    return element(
        SEQUENCE, join(join(VERSION_0, element(SEQUENCE, algorithm)), element(OCTETS, key)));
  }

  /** What the field [0] of a SEC 1 key holds: the OID of its curve. */
  private static byte[] curve(byte[] key) throws IOException {
    try {
      int at = content(key, 0);
      while (at < key.length) {
        int content = content(key, at);
        int end = content + length(key, at);
        if ((key[at] & 0xff) == CURVE) return Arrays.copyOfRange(key, content, end);
        at = end;
      }
    } catch (IndexOutOfBoundsException e) {
      throw new IOException("holds a private key that cannot be understood");
    }
    throw new IOException("holds an EC private key that does not name its curve");
  }

  /** Where the content of the DER element begins. */
  private static int content(byte[] der, int at) {
    int first = der[at + 1] & 0xff;
    return at + 2 + (first < 0x80 ? 0 : first & 0x7f);
  }

  private static int length(byte[] der, int at) {
    int first = der[at + 1] & 0xff;
    if (first < 0x80) return first;
    int length = 0;
    for (int i = 0; i < (first & 0x7f); i++) length = length << 8 | der[at + 2 + i] & 0xff;
    if (length < 0) throw new IndexOutOfBoundsException();
    return length;
  }

  /** A DER element of less than 64 KB. */
  private static byte[] element(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + 4);
    out.write(tag);
    if (content.length >= 0x80) {
      boolean two = content.length >= 0x100;
      out.write(two ? 0x82 : 0x81);
      if (two) out.write(content.length >>> 8);
    }
    out.write(content.length);
    out.write(content, 0, content.length);
    return out.toByteArray();
  }

  private static byte[] join(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }
}
