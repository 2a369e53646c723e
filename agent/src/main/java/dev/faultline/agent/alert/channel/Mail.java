// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

import dev.faultline.agent.alert.notice.AlertGroup;
import dev.faultline.agent.alert.notice.Notice;
import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.transport.Trust;
import jakarta.activation.DataHandler;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Properties;
import java.util.concurrent.ScheduledExecutorService;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/**
 * E-mail by SMTP. All mails about one incident have the same subject and refer to the first, so
 * that they stand together. Nothing of the mail library is loaded before there is something to
 * send.
 */
final class Mail extends Channel {
  private static final int MAX_BYTES = 60_000;

  private final Composer composer;
  private final AgentConfig agent;

  Mail(ChannelConfig config, Composer composer, AgentConfig agent) {
    super(config);
    this.composer = composer;
    this.agent = agent;
  }

  /** The library looks for its parts by the thread's context class loader first. */
  @Override
  Verdict send(Told told) throws IOException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(Mail.class.getClassLoader());
    ScheduledExecutorService timer = WriteTimer.make();
    try {
      Session session = Session.getInstance(properties(timer));
      return send(session, message(session, told));
    } catch (MessagingException e) {
      return failed(e);
    } finally {
      timer.shutdownNow();
      thread.setContextClassLoader(before);
    }
  }

  private Verdict send(Session session, MimeMessage message) throws MessagingException {
    try (Transport transport = session.getTransport("smtp")) {
      String user = config.has("user") ? config.value("user") : null;
      String password = config.has("user") ? config.value("password") : null;
      transport.connect(config.value("host"), port(), user, password);
      transport.sendMessage(message, message.getAllRecipients());
      return Verdict.delivered();
    } catch (SendFailedException e) {
      if (e.getValidSentAddresses() == null || e.getValidSentAddresses().length == 0) throw e;
      return Verdict.delivered("not to all: " + said(e));
    }
  }

  private Properties properties(ScheduledExecutorService timer) throws IOException {
    String timeout = Long.toString(config.timeoutMillis());
    Properties properties = new Properties();
    properties.put("mail.smtp.connectiontimeout", timeout);
    properties.put("mail.smtp.timeout", timeout);
    properties.put("mail.smtp.writetimeout", timeout);
    properties.put("mail.smtp.executor.writetimeout", timer);
    properties.put("mail.smtp.auth", Boolean.toString(config.has("user")));
    properties.put("mail.smtp.sendpartial", "true");
    properties.put("mail.smtp.starttls.enable", Boolean.toString(tls().equals("starttls")));
    properties.put("mail.smtp.starttls.required", Boolean.toString(tls().equals("starttls")));
    properties.put("mail.smtp.ssl.enable", Boolean.toString(tls().equals("ssl")));
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    if (!tls().equals("none")) {
      properties.put("mail.smtp.ssl.socketFactory", Trust.sockets(agent.transport()));
      // else, whom our settings do not trust is asked once more by the JVM's own
      properties.put("mail.smtp.socketFactory.fallback", "false");
    }
    return properties;
  }

  private String tls() {
    return config.value("tls", "starttls");
  }

  private int port() {
    if (config.has("port")) return Integer.parseInt(config.value("port"));
    if (tls().equals("ssl")) return 465;
    return tls().equals("none") ? 25 : 587;
  }

  private MimeMessage message(Session session, Told told) throws MessagingException {
    Page page = composer.page(told);
    int max = told.limit(MAX_BYTES);
    String text = Layout.fit(page, "", Markups.plain(composer.texts()), max, Measure.UTF8);
    Identified message = new Identified(session, id(told));
    message.setFrom(new InternetAddress(config.value("from")));
    for (String each : config.list("to")) {
      message.addRecipient(Message.RecipientType.TO, new InternetAddress(each));
    }
    message.setSubject(subject(told, page), "UTF-8");
    message.setSentDate(new Date(told.notices.get(0).millis));
    message.setHeader("Auto-Submitted", "auto-generated");
    String first = first(told);
    if (!first.isEmpty() && !first.equals(message.id)) {
      message.setHeader("In-Reply-To", first);
      message.setHeader("References", first);
    }
    // a source of bytes needs none of the handlers that are found by files we leave out
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    message.setDataHandler(
        new DataHandler(new ByteArrayDataSource(bytes, "text/plain; charset=utf-8")));
    message.saveChanges();
    return message;
  }

  private String subject(Told told, Page page) {
    if (told.isDigest()) return page.title;
    return "[Faultline] " + composer.subject(told.notices.get(0));
  }

  /** Of the mail that an incident began with; empty of what is about several, or about none. */
  private String first(Told told) {
    Notice notice = told.notices.get(0);
    if (told.isDigest() || notice.groups.isEmpty()) return "";
    AlertGroup group = notice.groups.get(0);
    return identified(group.key + "@" + group.firedMillis);
  }

  /** The same when it is tried again: whoever gets it twice can see that it is one. */
  private String id(Told told) {
    Notice notice = told.notices.get(0);
    String first = first(told);
    if (!first.isEmpty() && notice.event == Notice.Event.FIRING) return first;
    return identified(first + notice.event + notice.rule + notice.millis + told.notices.size());
  }

  private String identified(String text) {
    String from = config.value("from");
    String id = Signatures.digest(text).substring(0, 32);
    return "<faultline." + id + "@" + from.substring(from.lastIndexOf('@') + 1) + ">";
  }

  private static Verdict failed(MessagingException e) {
    if (Untrusted.is(e)) return Untrusted.verdict(e);
    String said = said(e);
    if (e instanceof AuthenticationFailedException) return Verdict.of(Verdict.Kind.LOCKED, said);
    if (!(e instanceof SMTPSendFailedException)) return Verdict.retry(said, -1);
    int code = ((SMTPSendFailedException) e).getReturnCode();
    if (code == 530 || code == 535) return Verdict.of(Verdict.Kind.LOCKED, said);
    if (code == 552) return Verdict.of(Verdict.Kind.TOO_LONG, said);
    boolean passes = code < 500; // 4xx is what greylisting says; without a code there was no answer
    return passes ? Verdict.retry(said, -1) : Verdict.of(Verdict.Kind.REFUSED, said);
  }

  private static String said(MessagingException e) {
    Exception next = e.getNextException();
    return next == null ? e.toString() : e + ": " + next;
  }

  @Override
  Rate rate() {
    return Rate.perMinute(30);
  }

  /** The library makes an id of its own unless it is kept from it. */
  private static final class Identified extends MimeMessage {
    final String id;

    Identified(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
