// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare.sink;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.Map;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http2.Http2Protocol;

/**
 * What Glowroot's agent takes for its central collector: gRPC, which is HTTP/2 with messages of
 * five bytes and a body, and a status in the trailer. Each call is answered with an empty message
 * at its end, which says yes to all of them; the one that stays open, for orders of the collector,
 * gets none.
 */
final class GlowrootCollector {
  /** Not compressed, and of length 0. */
  private static final byte[] EMPTY_MESSAGE = new byte[5];

  private final Tally tally;

  GlowrootCollector(Tally tally) {
    this.tally = tally;
  }

  /** Returns its port. */
  int start() throws IOException, LifecycleException {
    Tomcat tomcat = new Tomcat();
    String home = Files.createTempDirectory("sink").toString();
    tomcat.setBaseDir(home);
    Connector connector = new Connector();
    connector.setPort(0);
    connector.setProperty("address", "127.0.0.1");
    connector.addUpgradeProtocol(new Http2Protocol());
    tomcat.setConnector(connector);
    Context context = tomcat.addContext("", home);
    Tomcat.addServlet(context, "grpc", new Grpc(tally));
    context.addServletMappingDecoded("/*", "grpc");
    tomcat.start();
    return connector.getLocalPort();
  }

  private static final class Grpc extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient Tally tally;

    Grpc(Tally tally) {
      this.tally = tally;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      tally.requests.increment();
      String call = request.getRequestURI();
      boolean traces = call.contains("Trace") || call.contains("Aggregate");
      try (InputStream body =
          new CountedStream(request.getInputStream(), traces ? tally.bytes : tally.otherBytes)) {
        body.transferTo(OutputStream.nullOutputStream());
      }
      if (call.contains("collectInit")) tally.greetings.increment();
      response.setContentType("application/grpc");
      response.setTrailerFields(() -> Map.of("grpc-status", "0"));
      response.getOutputStream().write(EMPTY_MESSAGE);
    }
  }
}
