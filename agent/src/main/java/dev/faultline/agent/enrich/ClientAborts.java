// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich;

import dev.faultline.agent.enrich.text.Text;
import dev.faultline.agent.enrich.thrown.InApp;
import dev.faultline.agent.enrich.thrown.Thrown;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Tells that a client went away before it had its response. The servers have classes for that;
 * where they pass on what the operating system said, it counts only when the server itself was told
 * so: the same words come from a database, or from a service that was called.
 */
final class ClientAborts {
  private static final Set<String> TYPES =
      new HashSet<>(
          Arrays.asList(
              "org.apache.catalina.connector.ClientAbortException",
              "org.apache.coyote.CloseNowException",
              "org.eclipse.jetty.io.EofException",
              "org.mortbay.jetty.EofException",
              "org.springframework.web.context.request.async.AsyncRequestNotUsableException",
              "reactor.netty.channel.AbortedException"));

  /** Calls of other servers, which may fail alike. */
  private static final String[] CALLS = {
    "org.springframework.web.client.RestClientException",
    "org.springframework.web.reactive.function.client.WebClientException"
  };

  private static final String[] CLIENT_FRAMES = {
    "org.eclipse.jetty.client.", "org.eclipse.jetty.http2.client.", "reactor.netty.http.client."
  };

  private static final String[] SERVER_FRAMES = {
    "org.apache.catalina.",
    "org.apache.coyote.",
    "org.apache.tomcat.util.net.",
    "org.eclipse.jetty.",
    "io.undertow.",
    "org.xnio.",
    "org.glassfish.grizzly.",
    "com.ibm.ws.",
    "weblogic."
  };

  /** As Linux, Windows and the JDK put it, in the languages of their messages. */
  private static final String[] WORDS = {
    "broken pipe", // German too: Datenübergabe unterbrochen (broken pipe)
    "connection reset",
    "connection was aborted", // Windows
    "connection was forcibly closed",
    "remote peer closed connection", // Undertow
    "unexpected eof read on the socket", // Tomcat
    "kommunikationspartner zurückgesetzt",
    "hostcomputer abgebrochen",
    "remotehost geschlossen",
    "relais brisé",
    "connexion ré-initialisée",
    "connexion existante a dû être fermée",
    "tubería rota",
    "conexión reinicializada",
    "pipe quebrado",
    "断开的管道",
    "管道破裂",
    "连接被对方重设",
    "连接被对端重置",
    "远程主机强迫关闭了一个现有的连接",
    "你的主机中的软件中止了一个已建立的连接",
    "パイプが切断",
    "接続が相手からリセットされました"
  };

  private ClientAborts() {}

  /**
   * @param chain from the outermost throwable to its root cause
   */
  static boolean is(List<Thrown> chain) {
    boolean typed = false;
    for (Thrown each : chain) {
      if (isOfAny(each, CALLS) || isOfClient(each)) return false;
      typed |= TYPES.contains(each.type);
    }
    Thrown root = chain.get(chain.size() - 1);
    return typed || isClosed(root) && isOfServer(root);
  }

  private static boolean isClosed(Thrown root) {
    if (root.type.equals("java.nio.channels.ClosedChannelException")) return true;
    String message = root.message();
    if (message == null || !isOfAny(root, "java.io.IOException")) return false;
    String said = Text.head(message, 200).toLowerCase(Locale.ROOT);
    for (String each : WORDS) {
      if (said.contains(each)) return true;
    }
    return false;
  }

  /** Whether the first code outside of the JDK, which has met with it, is that of a server. */
  private static boolean isOfServer(Thrown root) {
    for (StackTraceElement frame : root.frames()) {
      if (!InApp.isJdk(frame.getClassName())) return startsWithAny(frame, SERVER_FRAMES);
    }
    return false;
  }

  private static boolean isOfClient(Thrown thrown) {
    for (StackTraceElement frame : thrown.frames()) {
      if (startsWithAny(frame, CLIENT_FRAMES)) return true;
    }
    return false;
  }

  private static boolean startsWithAny(StackTraceElement frame, String[] prefixes) {
    for (String each : prefixes) {
      if (frame.getClassName().startsWith(each)) return true;
    }
    return false;
  }

  private static boolean isOfAny(Thrown thrown, String... types) {
    Class<?> type = thrown.throwable.getClass();
    for (; type != null; type = type.getSuperclass()) {
      if (Arrays.asList(types).contains(type.getName())) return true;
    }
    return false;
  }
}
