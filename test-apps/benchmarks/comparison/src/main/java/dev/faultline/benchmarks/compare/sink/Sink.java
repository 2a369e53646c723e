// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare.sink;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import org.apache.catalina.LifecycleException;

/** Answers each line on standard input with one line of counts; ends with it. */
public final class Sink {
  private Sink() {}

  public static void main(String[] args) throws IOException, LifecycleException {
    Tally tally = new Tally();
    System.setProperty("sun.net.httpserver.nodelay", "true");
    InetAddress local = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    HttpServer server = HttpServer.create(new InetSocketAddress(local, 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", new Elsewhere(tally));
    server.createContext("/v1/", new Otlp(tally));
    server.createContext("/intake/v2/", new Elastic(tally));
    server.createContext("/v0.4/traces", new Datadog(tally));
    server.createContext("/v0.5/traces", new Datadog(tally));
    server.start();
    int glowroot = new GlowrootCollector(tally).start();
    System.out.println("@@ port=" + server.getAddress().getPort() + " glowrootPort=" + glowroot);
    BufferedReader questions =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    while (questions.readLine() != null) System.out.println("@@ " + tally);
    System.exit(0);
  }
}
