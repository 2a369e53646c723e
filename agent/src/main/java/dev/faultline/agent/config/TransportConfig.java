// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.config;

import org.jspecify.annotations.Nullable;

/** Settings about the way to an endpoint by HTTP: trust, keys, proxy. */
public final class TransportConfig {
  static final OptionList OPTIONS = new OptionList();

  private static final Option<String> BEARER_TOKEN =
      OPTIONS
          .option(Kinds.TEXT, "bearer-token", null, "none")
          .secret()
          .says("Token sent to `faultline.endpoint` as `Authorization: Bearer`.");

  private static final Option<String> BEARER_TOKEN_FILE =
      OPTIONS
          .option(Kinds.TEXT, "bearer-token.file", null, "none")
          .says("File that holds the token instead, and is read again whenever it has changed.");

  private static final Option<String> PROXY =
      OPTIONS
          .option(Kinds.PROXY_ADDRESS, "proxy", null, "the JVM's own")
          .secret()
          .says(
              "HTTP proxy for all exporters, `http://[user:password@]host:port`. Endpoints on this"
                  + " host are reached without it.");

  static final Option<String> TLS_CA =
      OPTIONS
          .option(Kinds.TEXT, "tls.ca", null, "what the JVM trusts")
          .says("PEM file with the certificates that endpoints are trusted by, and no others.");

  static final Option<String> TLS_CLIENT_CERTIFICATE =
      OPTIONS
          .option(Kinds.TEXT, "tls.client-certificate", null, "none")
          .says("PEM file with the certificate that Faultline shows, and those that vouch for it.");

  static final Option<String> TLS_CLIENT_KEY =
      OPTIONS
          .option(Kinds.TEXT, "tls.client-key", null, "in the certificate's file")
          .says("PEM file with its private key: RSA or EC, PKCS#8, PKCS#1 or SEC 1, unencrypted.");

  private static final Option<String> TLS_KEYSTORE =
      OPTIONS
          .option(Kinds.TEXT, "tls.keystore", null, "what the JVM has been given")
          .says("PKCS12 or JKS file with certificate and key, in place of the PEM files.");

  private static final Option<String> TLS_KEYSTORE_PASSWORD =
      OPTIONS
          .option(Kinds.TEXT, "tls.keystore-password", null, "none")
          .secret()
          .says("Password of that file, and of the key in it.");

  private final Settings settings;

  TransportConfig(Settings settings) {
    this.settings = settings;
  }

  /** For {@code faultline.endpoint} alone. */
  public @Nullable String bearerToken() {
    return settings.value(BEARER_TOKEN);
  }

  /** Path of the file, or null for none. */
  public @Nullable String bearerTokenFile() {
    return settings.value(BEARER_TOKEN_FILE);
  }

  /** {@code http://[user:password@]host:port}, user and password percent-encoded; or null. */
  public @Nullable String proxy() {
    return settings.value(PROXY);
  }

  /** Path of a PEM file, or null. */
  public @Nullable String tlsCa() {
    return settings.value(TLS_CA);
  }

  /** Path of a PEM file, or null. */
  public @Nullable String tlsClientCertificate() {
    return settings.value(TLS_CLIENT_CERTIFICATE);
  }

  /** Path of a PEM file, or null. */
  public @Nullable String tlsClientKey() {
    return settings.value(TLS_CLIENT_KEY);
  }

  /** Path of a key store, or null. */
  public @Nullable String tlsKeystore() {
    return settings.value(TLS_KEYSTORE);
  }

  public @Nullable String tlsKeystorePassword() {
    return settings.value(TLS_KEYSTORE_PASSWORD);
  }
}
