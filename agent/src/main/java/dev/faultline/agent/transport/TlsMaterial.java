// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.transport;

import dev.faultline.agent.config.TransportConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Reads who is trusted, and who we are, from the files that the settings name. */
final class TlsMaterial {
  private static final int MAX_KEYSTORE_BYTES = 8 << 20;

  private TlsMaterial() {}

  /** A file that a setting names, and what is wrong with it. */
  static final class BadFile extends Exception {
    private static final long serialVersionUID = 1L;

    BadFile(String setting, String path, String wrong) {
      super("faultline." + setting + ": " + path + " " + wrong, null, false, false);
    }
  }

  /** Those of the setting, or null for what the JVM trusts. */
  static TrustManager @Nullable [] trust(TransportConfig config)
      throws BadFile, GeneralSecurityException {
    String path = config.tlsCa();
    if (path == null) return null;
    KeyStore store = empty();
    int n = 0;
    for (Certificate each : certificates("tls.ca", path)) {
      store.setCertificateEntry("ca" + n++, each);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  /** Those of the settings, else those of the JVM's own, else null for none. */
  static KeyManager @Nullable [] keys(TransportConfig config)
      throws BadFile, GeneralSecurityException {
    String certificate = config.tlsClientCertificate();
    if (certificate != null) return pem(certificate, config.tlsClientKey());
    String keystore = config.tlsKeystore();
    if (keystore != null) return keystore(keystore, null, config.tlsKeystorePassword());
    String jvms = System.getProperty("javax.net.ssl.keyStore", "");
    if (jvms.isEmpty() || jvms.equals("NONE")) return null;
    String type = System.getProperty("javax.net.ssl.keyStoreType");
    return keystore(jvms, type, System.getProperty("javax.net.ssl.keyStorePassword"));
  }

  private static KeyManager[] pem(String certificate, @Nullable String keyFile)
      throws BadFile, GeneralSecurityException {
    List<Certificate> chain = certificates("tls.client-certificate", certificate);
    KeyStore store = empty();
    char[] password = "in memory".toCharArray(); // some key stores insist on one
    store.setKeyEntry(
        "client", key(certificate, keyFile), password, chain.toArray(new Certificate[0]));
    return managers(store, password);
  }

  private static PrivateKey key(String certificate, @Nullable String keyFile) throws BadFile {
    String path = keyFile == null ? certificate : keyFile;
    try {
      return PrivateKeys.read(path);
    } catch (IOException e) {
      throw new BadFile("tls.client-key", path, String.valueOf(e.getMessage()));
    }
  }

  private static KeyManager[] keystore(
      String path, @Nullable String type, @Nullable String passwordText)
      throws BadFile, GeneralSecurityException {
    char[] password = passwordText == null ? new char[0] : passwordText.toCharArray();
    byte[] bytes;
    try {
      bytes = FileStamp.read(path, MAX_KEYSTORE_BYTES);
    } catch (IOException e) {
      throw new BadFile("tls.keystore", path, String.valueOf(e.getMessage()));
    }
    try {
      boolean jks = bytes.length > 1 && bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xed;
      KeyStore store = KeyStore.getInstance(type != null ? type : jks ? "JKS" : "PKCS12");
      store.load(new ByteArrayInputStream(bytes), password);
      return managers(store, password);
    } catch (IOException | GeneralSecurityException e) { // may tell what is in there: no cause
      throw new BadFile("tls.keystore", path, "cannot be opened with its password");
    }
  }

  private static KeyManager[] managers(KeyStore store, char[] password)
      throws GeneralSecurityException {
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, password);
    return factory.getKeyManagers();
  }

  private static List<Certificate> certificates(String setting, String path) throws BadFile {
    List<Certificate> certificates = new ArrayList<>();
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (Pem each : Pem.read(path)) {
        if (!each.label.equals("CERTIFICATE") && !each.label.equals("X509 CERTIFICATE")) continue;
        certificates.add(factory.generateCertificate(new ByteArrayInputStream(each.der)));
      }
    } catch (IOException e) {
      throw new BadFile(setting, path, String.valueOf(e.getMessage()));
    } catch (CertificateException e) {
      String wrong = "holds what is no certificate, in place " + (certificates.size() + 1);
      throw new BadFile(setting, path, wrong);
    }
    if (certificates.isEmpty())
      throw new BadFile(setting, path, "holds no certificate in PEM form");
    return certificates;
  }

  private static KeyStore empty() throws GeneralSecurityException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      return store;
    } catch (IOException e) {
      throw new GeneralSecurityException(e); // there is no I/O: it is empty
    }
  }
}
