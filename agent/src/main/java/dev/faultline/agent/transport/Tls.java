// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.transport;

import dev.faultline.agent.config.TransportConfig;
import dev.faultline.agent.transport.TlsMaterial.BadFile;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.security.GeneralSecurityException;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS for one transport, by the settings; made with its first post, and anew when one of the files
 * has changed, since certificates are replaced before they expire. A context of its own: the JVM's
 * default one would be made before the application has had its say about it. For one thread, but
 * for {@link #abort}. Not even loaded while there is no https endpoint.
 */
final class Tls {
  static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(5);

  private static final Logger LOG = LoggerFactory.getLogger(Tls.class);

  /** What was complained about already, by whichever exporter. */
  private static final Set<String> SAID =
      Collections.newSetFromMap(new ConcurrentHashMap<String, Boolean>());

  private final TransportConfig config;
  private final @Nullable HttpProxy proxy;
  private final LongSupplier nanoTime;
  private volatile @Nullable TlsSockets sockets;
  private TrustManager @Nullable [] trust;
  private KeyManager @Nullable [] keys;
  private String stamps = "";
  private long lookedAt;

  /**
   * @param proxy null for those that the JVM was given
   */
  Tls(TransportConfig config, @Nullable HttpProxy proxy, LongSupplier nanoTime) {
    this.config = config;
    this.proxy = proxy;
    this.nanoTime = nanoTime;
  }

  /** Has a connection that is yet to be made go by these settings. */
  void secure(HttpURLConnection connection) throws IOException {
    if (!(connection instanceof HttpsURLConnection)) {
      throw new IOException("the JVM's handler of https has been replaced");
    }
    ((HttpsURLConnection) connection).setSSLSocketFactory(current());
  }

  /** Closes the connection from outside. For any thread. */
  void abort() {
    TlsSockets sockets = this.sockets;
    if (sockets == null) return;
    try {
      sockets.abort();
    } catch (IOException e) {
      LOG.debug("Cannot close a connection", e);
    }
  }

  private TlsSockets current() throws IOException {
    TlsSockets made = sockets;
    long now = nanoTime.getAsLong();
    if (made != null && now - lookedAt < LOOK_NANOS) return made;
    lookedAt = now;
    String found = stamps();
    if (made != null && found.equals(stamps)) return made;
    stamps = found;
    try {
      sockets = made = make(made == null);
      return made;
    } catch (GeneralSecurityException e) {
      throw new IOException("TLS cannot be set up: " + e, e);
    }
  }

  private TlsSockets make(boolean first) throws GeneralSecurityException {
    try {
      trust = TlsMaterial.trust(config);
    } catch (BadFile e) {
      complain(e, first ? "using what the JVM trusts" : "going on with what it held before");
    }
    try {
      keys = TlsMaterial.keys(config);
    } catch (BadFile e) {
      complain(e, first ? "using no client certificate" : "going on with what it held before");
    }
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys, trust, null);
    return new TlsSockets(context.getSocketFactory(), proxy);
  }

  private static void complain(BadFile bad, String instead) {
    String line = bad.getMessage() + "; " + instead;
    if (SAID.add(line)) LOG.error(line);
  }

  private String stamps() {
    StringBuilder stamps = new StringBuilder();
    for (String each :
        new String[] {
          config.tlsCa(), config.tlsClientCertificate(), config.tlsClientKey(), config.tlsKeystore()
        }) {
      if (each != null) stamps.append(FileStamp.of(each));
      stamps.append(';');
    }
    return stamps.toString();
  }
}
