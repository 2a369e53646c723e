// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare;

import dev.faultline.benchmarks.compare.load.Client;
import dev.faultline.benchmarks.compare.process.Jvm;
import dev.faultline.benchmarks.compare.process.Numbers;
import dev.faultline.benchmarks.compare.sink.Sink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A sink and a client: processes of their own. */
final class Tools implements AutoCloseable {
  private final Jvm sink;
  private final Jvm client;
  private final int sinkPort;
  private final int glowrootPort;

  /**
   * @param whose ends the names of their logs
   */
  Tools(Places places, String whose) throws IOException {
    sink = start(places, Sink.class, "sink" + whose + ".log");
    client = start(places, Client.class, "client" + whose + ".log");
    Numbers ports = sink.numbers();
    sinkPort = (int) ports.of("port");
    glowrootPort = (int) ports.of("glowrootPort");
    client.answer();
  }

  /** What agents are given as their endpoint. */
  String endpoint() {
    return "http://127.0.0.1:" + sinkPort;
  }

  /** The same, for one that speaks gRPC. */
  String glowrootEndpoint() {
    return "http://127.0.0.1:" + glowrootPort;
  }

  /** What has arrived at the sink up to now. */
  Numbers arrived() throws IOException {
    return sink.askNumbers("counts");
  }

  /** Makes requests; a rate of 0 is as many as are answered. Returns when they all are. */
  Numbers load(int port, String path, double rate, double seconds) throws IOException {
    return client.askNumbers(port + " " + path + " " + rate + " " + seconds);
  }

  @Override
  public void close() {
    client.close();
    sink.close();
  }

  private static Jvm start(Places places, Class<?> main, String log) throws IOException {
    // On the JDK that runs this, whatever applications run on.
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return Jvm.start(
        java,
        places.work(),
        log,
        List.of("-Xmx256m", "-XX:+UseSerialGC", "-cp", places.toolsClassPath(), main.getName()));
  }
}
