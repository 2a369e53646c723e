// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.transport;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/** A certificate with its key, made for the test: X.509 version 3, written in DER by hand. */
final class TestCertificate {
  private static final AtomicLong SERIAL = new AtomicLong(System.currentTimeMillis());
  private static final byte[] SHA256_RSA = oid("2a864886f70d01010b");
  private static final byte[] SHA256_ECDSA = oid("2a8648ce3d040302");
  private static final byte[] COMMON_NAME = oid("550403");
  private static final byte[] BASIC_CONSTRAINTS = oid("551d13");
  private static final byte[] SUBJECT_ALTERNATIVE_NAME = oid("551d11");

  private static final byte[] P256 = oid("2a8648ce3d030107");

  final X509Certificate certificate;
  final PrivateKey key;
  private final byte[] name;

  private TestCertificate(X509Certificate certificate, PrivateKey key, byte[] name) {
    this.certificate = certificate;
    this.key = key;
    this.name = name;
  }

  /** One that signs others. */
  static TestCertificate authority(String name) throws GeneralSecurityException {
    KeyPair pair = pair("RSA", 2048);
    byte[] extensions = extension(BASIC_CONSTRAINTS, der(0x30, der(1, new byte[] {(byte) 0xff})));
    return sign(name(name), pair, name(name), pair.getPrivate(), extensions);
  }

  /** One for a host of that name, or for the address 127.0.0.1. */
  TestCertificate issue(String host) throws GeneralSecurityException {
    return issue(host, "RSA", 2048);
  }

  TestCertificate issue(String host, String algorithm, int bits) throws GeneralSecurityException {
    byte[] alternative =
        host.equals("127.0.0.1")
            ? der(0x87, new byte[] {127, 0, 0, 1})
            : der(0x82, host.getBytes(StandardCharsets.US_ASCII));
    byte[] extensions = extension(SUBJECT_ALTERNATIVE_NAME, der(0x30, alternative));
    return sign(name(host), pair(algorithm, bits), name, key, extensions);
  }

  String pem() throws GeneralSecurityException {
    return pem("CERTIFICATE", certificate.getEncoded());
  }

  /** PKCS#8. */
  String keyPem() {
    return pem("PRIVATE KEY", key.getEncoded());
  }

  /** As PKCS#1 or SEC 1, whichever the key has: what is in the PKCS#8's last element. */
  String bareKeyPem() {
    byte[] pkcs8 = key.getEncoded();
    int at = 5; // behind the version
    while (pkcs8[at] != 4 || !endsWithAll(pkcs8, at)) at++;
    byte[] bare = Arrays.copyOfRange(pkcs8, contentAt(pkcs8, at), pkcs8.length);
    if (key.getAlgorithm().equals("RSA")) return pem("RSA PRIVATE KEY", bare);
    byte[] fields = Arrays.copyOfRange(bare, contentAt(bare, 0), bare.length);
    return pem("EC PRIVATE KEY", der(0x30, fields, der(0xa0, P256))); // the JDK leaves that out
  }

  static String pem(String label, byte[] der) {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
  }

  private static boolean endsWithAll(byte[] der, int at) {
    int first = der[at + 1] & 0xff;
    int length = first;
    if (first == 0x81) length = der[at + 2] & 0xff;
    if (first == 0x82) length = (der[at + 2] & 0xff) << 8 | der[at + 3] & 0xff;
    return contentAt(der, at) + length == der.length;
  }

  private static int contentAt(byte[] der, int at) {
    int first = der[at + 1] & 0xff;
    return at + 2 + (first < 0x80 ? 0 : first & 0x7f);
  }

  private static TestCertificate sign(
      byte[] subject, KeyPair pair, byte[] issuer, PrivateKey issuerKey, byte[] extensions)
      throws GeneralSecurityException {
    boolean rsa = issuerKey.getAlgorithm().equals("RSA");
    byte[] algorithm =
        der(0x30, rsa ? SHA256_RSA : SHA256_ECDSA, rsa ? der(5, new byte[0]) : new byte[0]);
    byte[] body =
        der(
            0x30,
            der(0xa0, der(2, new byte[] {2})),
            der(2, BigInteger.valueOf(SERIAL.incrementAndGet()).toByteArray()),
            algorithm,
            issuer,
            der(
                0x30,
                time(Instant.now().minusSeconds(3600)),
                time(Instant.now().plusSeconds(86400))),
            subject,
            pair.getPublic().getEncoded(),
            der(0xa3, der(0x30, extensions)));
    Signature signature = Signature.getInstance(rsa ? "SHA256withRSA" : "SHA256withECDSA");
    signature.initSign(issuerKey);
    signature.update(body);
    byte[] signed = der(0x30, body, algorithm, der(3, new byte[1], signature.sign()));
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    return new TestCertificate(
        (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(signed)),
        pair.getPrivate(),
        subject);
  }

  private static KeyPair pair(String algorithm, int bits) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(bits);
    return generator.generateKeyPair();
  }

  private static byte[] name(String commonName) {
    byte[] text = der(0x0c, commonName.getBytes(StandardCharsets.UTF_8));
    return der(0x30, der(0x31, der(0x30, COMMON_NAME, text)));
  }

  private static byte[] extension(byte[] oid, byte[] value) {
    return der(0x30, oid, der(4, value));
  }

  private static byte[] time(Instant time) {
    DateTimeFormatter format = DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'");
    return der(
        0x17, format.format(time.atOffset(ZoneOffset.UTC)).getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] oid(String hex) {
    return der(6, HexFormat.of().parseHex(hex));
  }

  private static byte[] der(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] each : parts) content.writeBytes(each);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    int length = content.size();
    if (length >= 0x80) out.write(length >= 0x100 ? 0x82 : 0x81);
    if (length >= 0x100) out.write(length >>> 8);
    out.write(length);
    out.writeBytes(content.toByteArray());
    return out.toByteArray();
  }
}
