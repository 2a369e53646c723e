// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.prometheus;

import dev.faultline.agent.config.PrometheusConfig;
import dev.faultline.agent.export.MetricWriter;
import dev.faultline.bootstrap.trace.CurrentTrace;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers scrapes, one after another, on one daemon thread; none of what it does is recorded. A
 * client that does not speak is given up after two seconds; one that does not listen, when {@link
 * #look} finds it: a write has no time-out of its own.
 */
public final class PrometheusEndpoint implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PrometheusEndpoint.class);
  private static final int WAITING_CLIENTS = 16;
  private static final int READ_TIMEOUT_MILLIS = 2_000;
  private static final long MAX_ANSWER_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final ServerSocket listener;
  private final Scrape scrape;
  private final Thread thread;

  private volatile @Nullable Socket client;
  private volatile long clientSince;
  private boolean failed;

  private PrometheusEndpoint(ServerSocket listener, Scrape scrape) {
    this.listener = listener;
    this.scrape = scrape;
    this.thread = new Thread(this::serve, "faultline-prometheus");
    thread.setDaemon(true);
    thread.setContextClassLoader(null); // a daemon must not hold the application's
  }

  /**
   * Serves from now on.
   *
   * @param metrics tells all metrics, on whatever thread
   * @param resource who tells them; values are strings or longs
   * @param exemplars null for none
   * @return null when it cannot, which is a line in the log then
   */
  public static @Nullable PrometheusEndpoint start(
      PrometheusConfig config,
      Consumer<MetricWriter> metrics,
      Map<String, Object> resource,
      String version,
      @Nullable ExemplarBook exemplars) {
    try {
      ServerSocket listener = listen(config.host(), config.port());
      Scrape scrape = new Scrape(metrics, resource, version, config.maxSeries(), exemplars);
      PrometheusEndpoint endpoint = new PrometheusEndpoint(listener, scrape);
      endpoint.thread.start();
      LOG.info("Metrics are at http://{}:{}/metrics", config.host(), listener.getLocalPort());
      return endpoint;
    } catch (IOException | RuntimeException | LinkageError e) {
      LOG.error(
          "{}: cannot listen on {}:{} ({}); metrics are not served",
          config.portProperty(),
          config.host(),
          config.port(),
          e.getMessage());
      return null;
    }
  }

  /** Gives up a client that has kept the thread for too long. Called now and then. */
  public void look(long nowNanos) {
    Socket slow = client;
    if (slow != null && nowNanos - clientSince > MAX_ANSWER_NANOS) close(slow);
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      LOG.debug("Closing the port of metrics", e);
    }
    Socket last = client;
    if (last != null) close(last);
  }

  int port() {
    return listener.getLocalPort();
  }

  private static ServerSocket listen(String host, int port) throws IOException {
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) throw new IOException("there is no such host");
    ServerSocket listener = new ServerSocket();
    try {
      listener.bind(address, WAITING_CLIENTS);
      return listener;
    } catch (IOException | RuntimeException e) {
      listener.close();
      throw e;
    }
  }

  private void serve() {
    CurrentTrace.get().enterHook(); // for good: nothing that this thread does is recorded
    while (!listener.isClosed()) {
      try (Socket accepted = listener.accept()) {
        clientSince = System.nanoTime();
        client = accepted;
        answer(accepted);
      } catch (IOException e) {
        // the client's doing, or there are no more files: then not at full speed
        if (client == null && !listener.isClosed()) LockSupport.parkNanos(PAUSE_NANOS);
      } finally {
        client = null;
      }
    }
  }

  private void answer(Socket client) throws IOException {
    client.setSoTimeout(READ_TIMEOUT_MILLIS);
    ScrapeRequest request = ScrapeRequest.read(client.getInputStream());
    if (request != null) answer(request).writeTo(client.getOutputStream());
  }

  private ScrapeAnswer answer(ScrapeRequest request) throws IOException {
    try {
      return ScrapeAnswer.to(request, scrape);
    } catch (RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError e) {
      if (!failed) LOG.warn("A scrape has failed; further failures are not logged", e);
      failed = true;
      return ScrapeAnswer.failed();
    }
  }

  private static void close(Socket client) {
    try {
      client.close();
    } catch (IOException e) {
      LOG.debug("Giving up a client", e);
    }
  }
}
