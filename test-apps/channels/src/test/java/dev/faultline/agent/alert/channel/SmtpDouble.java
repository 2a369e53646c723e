// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

import dev.faultline.harness.Keytool;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.helper.SimpleMessageListener;
import org.subethamail.smtp.server.SMTPServer;

/** A real SMTP server that takes mail from one user alone, and from nobody in the clear. */
final class SmtpDouble implements AutoCloseable {
  static final String USER = "alerts";
  static final String PASSWORD = "pa55word";

  final List<String> messages = new CopyOnWriteArrayList<>();
  private final SMTPServer server;

  private SmtpDouble(SMTPServer.Builder builder) {
    server =
        builder
            .port(0)
            .requireAuth()
            .authenticationHandlerFactory(
                new EasyAuthenticationHandlerFactory(
                    (user, password, context) -> check(user, password)))
            .simpleMessageListener(new Inbox())
            .build();
    server.start();
  }

  /** One that demands STARTTLS before anything else. */
  static SmtpDouble starttls(KeyStore keys) throws GeneralSecurityException {
    SMTPServer.Builder builder = SMTPServer.port(0);
    return new SmtpDouble(builder.enableTLS().requireTLS().startTlsSocketFactory(context(keys)));
  }

  /** One that speaks TLS from the first byte. */
  static SmtpDouble implicitTls(KeyStore keys) throws GeneralSecurityException {
    return new SmtpDouble(SMTPServer.port(0).serverSocketFactory(context(keys)));
  }

  int port() {
    return server.getPortAllocated();
  }

  @Override
  public void close() {
    server.stop();
  }

  private static SSLContext context(KeyStore keys) throws GeneralSecurityException {
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(keys, Keytool.PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private static void check(String user, String password) throws LoginFailedException {
    if (!user.equals(USER) || !password.equals(PASSWORD)) throw new LoginFailedException("no");
  }

  private final class Inbox implements SimpleMessageListener {
    @Override
    public boolean accept(String from, String recipient) {
      return true;
    }

    @Override
    public void deliver(String from, String recipient, InputStream data) throws IOException {
      messages.add(new String(data.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
