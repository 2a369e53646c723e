// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.enrich.thrown.CauseChain;
import dev.faultline.agent.enrich.thrown.Throwables;
import dev.faultline.agent.enrich.thrown.Thrown;
import java.io.IOException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAbortsTest {
  private static final String[] TOMCAT_WRITE = {
    "sun.nio.ch.FileDispatcherImpl#write0",
    "sun.nio.ch.SocketChannelImpl#write",
    "org.apache.tomcat.util.net.NioChannel#write",
    "com.shop.Report#doGet"
  };

  private static final String[] BACKEND_CALL = {
    "sun.nio.ch.SocketChannelImpl#read",
    "org.apache.http.impl.io.SessionInputBufferImpl#fillBuffer",
    "com.shop.Report#doGet",
    "org.apache.catalina.core.ApplicationFilterChain#doFilter"
  };

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.apache.catalina.connector.ClientAbortException",
        "org.apache.coyote.CloseNowException",
        "org.eclipse.jetty.io.EofException",
        "org.mortbay.jetty.EofException",
        "org.springframework.web.context.request.async.AsyncRequestNotUsableException",
        "reactor.netty.channel.AbortedException"
      })
  void servers_haveClassesForIt(String type) {
    IOException aborted = Throwables.named(type, IOException.class, null);
    assertThat(isAbort(aborted)).isTrue();
    assertThat(isAbort(new IllegalStateException("report not written", aborted))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Broken pipe",
        "Connection reset by peer",
        "Connection reset",
        "An established connection was aborted by the software in your host machine",
        "An existing connection was forcibly closed by the remote host",
        "UT000128: Remote peer closed connection before all data could be read",
        "Unexpected EOF read on the socket",
        "Datenübergabe unterbrochen (broken pipe)",
        "Die Verbindung wurde vom Kommunikationspartner zurückgesetzt",
        "Eine vorhandene Verbindung wurde vom Remotehost geschlossen",
        "Eine bestehende Verbindung wurde softwaregesteuert\r\ndurch den Hostcomputer abgebrochen",
        "Relais brisé (pipe)",
        "Tubería rota",
        "断开的管道",
        "パイプが切断されました"
      })
  void words_countWhenTheServerWasTold(String message) {
    IOException written = Throwables.at(new SocketException(message), TOMCAT_WRITE);
    assertThat(isAbort(written)).isTrue();
    assertThat(isAbort(new RuntimeException(written))).isTrue();
    IOException called = Throwables.at(new SocketException(message), BACKEND_CALL);
    assertThat(isAbort(called)).as("another server went away").isFalse();
    assertThat(isAbort(new IOException(message))).as("a pipe of the application's").isFalse();
    assertThat(isAbort(Throwables.stackless(message))).isFalse();
  }

  @Test
  void words_countInTheRootCauseOnly() {
    IOException outer = new IOException("Broken pipe", new IllegalStateException("no more pages"));
    assertThat(isAbort(Throwables.at(outer, TOMCAT_WRITE))).isFalse();
  }

  @Test
  void closedChannel_countsInAServer() {
    String[] undertow = {"sun.nio.ch.SocketChannelImpl#write", "org.xnio.nio.NioSocket#write"};
    assertThat(isAbort(Throwables.at(new ClosedChannelException(), undertow))).isTrue();
    assertThat(isAbort(Throwables.at(new ClosedChannelException(), BACKEND_CALL))).isFalse();
  }

  @Test
  void callsOfOtherServers_areFaults() {
    IOException eof = Throwables.named("org.eclipse.jetty.io.EofException", IOException.class, "");
    Throwable called = Throwables.at(eof, "org.eclipse.jetty.client.HttpReceiver#earlyEOF");
    assertThat(isAbort(called)).isFalse();
    IOException reset = Throwables.at(new SocketException("Connection reset"), TOMCAT_WRITE);
    RuntimeException rest =
        Throwables.named(
            "org.springframework.web.client.RestClientException", RuntimeException.class, "I/O");
    rest.initCause(reset);
    assertThat(isAbort(rest)).isFalse();
  }

  @Test
  void others_areFaults() {
    assertThat(isAbort(Throwables.at(new IOException("disk full"), TOMCAT_WRITE))).isFalse();
    assertThat(isAbort(Throwables.at(new RuntimeException("Broken pipe"), TOMCAT_WRITE))).isFalse();
    assertThat(isAbort(new Throwables.Hostile())).isFalse();
  }

  private static boolean isAbort(Throwable throwable) {
    return ClientAborts.is(CauseChain.of(Thrown.of(throwable)));
  }
}
