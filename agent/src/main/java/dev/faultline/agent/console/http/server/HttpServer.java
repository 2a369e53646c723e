// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.http.server;

import dev.faultline.agent.console.http.Answer;
import dev.faultline.agent.console.http.Request;
import dev.faultline.agent.console.http.Service;
import dev.faultline.agent.console.otlp.Budget;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The server: one thread waits for all connections, reads what comes, and writes what goes. Two
 * small pools answer, one what brings records and one the page, so that neither waits for the
 * other. Connections are bounded: a new one takes the place of the one that has been silent or
 * incomplete for longest.
 */
public final class HttpServer implements AutoCloseable {
  static final int BUFFER = 65_536;
  private static final int MAX_CONNECTIONS = 4_000;
  private static final int BACKLOG = 1_024;
  private static final int THREADS = 4;
  private static final long SWEEP_MILLIS = 500;
  private static final long PAUSE_NANOS = 10_000_000;

  private final Service service;
  private final Budget budget;
  private final int maxConnections;
  private final Selector selector;
  private final ServerSocketChannel listener;
  private final SelectionKey accepting;
  private final Workers intake = new Workers("faultline-console-intake", THREADS);
  private final Workers page = new Workers("faultline-console-page", THREADS);
  private final Queue<Runnable> answers = new ConcurrentLinkedQueue<>();
  private final Thread thread = new Thread(this::run, "faultline-console-net");
  private volatile boolean closed;
  private volatile boolean sweepNow;
  private long sweptMillis;

  /** All that nobody is answering now, the longest without any progress first. */
  private final Set<Connection> waiting = new LinkedHashSet<>();

  /** Changed by the one thread; others may count. */
  private final Set<Connection> all = ConcurrentHashMap.newKeySet();

  private HttpServer(InetSocketAddress address, Service service, Budget budget, int maxConnections)
      throws IOException {
    this.service = service;
    this.budget = budget;
    this.maxConnections = maxConnections;
    selector = Selector.open();
    listener = ServerSocketChannel.open();
    try {
      listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      listener.bind(address, BACKLOG);
      listener.configureBlocking(false);
      accepting = listener.register(selector, SelectionKey.OP_ACCEPT);
    } catch (IOException | RuntimeException e) {
      listener.close();
      selector.close();
      throw e;
    }
  }

  /**
   * Listens from now on.
   *
   * @throws IOException the port is taken, most likely
   */
  public static HttpServer start(InetSocketAddress address, Service service, Budget budget)
      throws IOException {
    return start(address, service, budget, MAX_CONNECTIONS);
  }

  static HttpServer start(
      InetSocketAddress address, Service service, Budget budget, int maxConnections)
      throws IOException {
    HttpServer server = new HttpServer(address, service, budget, maxConnections);
    server.thread.start(); // no daemon: the console runs until it is ended
    return server;
  }

  public int port() {
    return listener.socket().getLocalPort();
  }

  @Override
  public void close() {
    closed = true;
    selector.wakeup();
    intake.close();
    page.close();
    try {
      thread.join(2_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** How many are open. */
  int connections() {
    return all.size();
  }

  Service service() {
    return service;
  }

  Budget budget() {
    return budget;
  }

  long nowMillis() {
    return System.nanoTime() / 1_000_000;
  }

  /** Whether somebody answers it, sooner or later. */
  boolean answer(Connection connection, Request request) {
    Workers workers = service.isIntake(request) ? intake : page;
    return workers.offer(
        () -> {
          try {
            Answer answer = answer(request);
            request.lease().close();
            answers.add(() -> connection.answered(answer));
          } catch (Throwable e) {
            // without heap for an answer it is closed, by a sweep: to tell that takes none
            giveUp(connection, request);
          } finally {
            selector.wakeup();
          }
        });
  }

  private void giveUp(Connection connection, Request request) {
    try {
      request.lease().close();
    } finally {
      connection.giveUp();
      sweepNow = true;
    }
  }

  @SuppressWarnings("CatchAndPrintStackTrace") // the terminal is where the console tells
  private Answer answer(Request request) {
    try {
      return service.answer(request);
    } catch (OutOfMemoryError e) {
      return service.busy(request); // of heap in one piece; the budget counts bytes
    } catch (Throwable e) {
      e.printStackTrace();
      return Answer.message(500, "The console failed: see its terminal.");
    }
  }

  void moved(Connection connection, boolean waits) {
    waiting.remove(connection);
    if (waits) waiting.add(connection);
  }

  void closed(Connection connection) {
    all.remove(connection);
    waiting.remove(connection);
  }

  /** Whether there was one to close. */
  boolean closeOldest(boolean thatHoldsMemory, @Nullable Connection butNot) {
    for (Connection each : waiting) {
      if (each == butNot || thatHoldsMemory && !each.holdsMemory()) continue;
      each.close();
      return true;
    }
    return false;
  }

  private void run() {
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    sweptMillis = nowMillis();
    try {
      while (!closed) {
        try {
          turn(buffer);
        } catch (ClosedSelectorException e) {
          return;
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
          // It may pass, and without this thread there would be no console; nor is it to spin.
          LockSupport.parkNanos(PAUSE_NANOS);
        }
      }
    } catch (IOException e) {
      System.err.println("Faultline console: cannot listen any more (" + e + ")");
    } finally {
      shut();
    }
  }

  /** What is ready now. What fails costs one connection, or its turn, and not the others theirs. */
  private void turn(ByteBuffer buffer) throws IOException {
    selector.select(SWEEP_MILLIS);
    for (Runnable each; (each = answers.poll()) != null; ) each.run();
    Iterator<SelectionKey> keys = selector.selectedKeys().iterator();
    while (keys.hasNext()) {
      SelectionKey key = keys.next();
      keys.remove();
      ready(key, buffer);
    }
    if (!sweepNow && nowMillis() - sweptMillis < SWEEP_MILLIS) return;
    sweepNow = false;
    sweptMillis = nowMillis();
    sweep(sweptMillis);
  }

  private void ready(SelectionKey key, ByteBuffer buffer) {
    if (!key.isValid()) return;
    try {
      if (key == accepting) {
        accept();
      } else {
        ((Connection) key.attachment()).ready(buffer);
      }
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      failed(key);
    }
  }

  private void failed(SelectionKey key) {
    if (key == accepting) {
      key.interestOps(0); // until the sweep
    } else {
      ((Connection) key.attachment()).close();
    }
  }

  private void accept() {
    try {
      for (SocketChannel channel; (channel = listener.accept()) != null; ) add(channel);
    } catch (IOException e) {
      // No more files may be open: make room, and let the others have their turn until the sweep.
      for (int i = 0; i < 16; i++) closeOldest(false, null);
      accepting.interestOps(0);
    }
  }

  private void add(SocketChannel channel) throws IOException {
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
      Connection connection = new Connection(channel, key, this);
      key.attach(connection);
      all.add(connection);
    } catch (ClosedChannelException | RuntimeException e) {
      channel.close(); // it has gone again already
    }
    if (all.size() > maxConnections) closeOldest(false, null);
  }

  private void sweep(long nowMillis) {
    accepting.interestOps(SelectionKey.OP_ACCEPT);
    List<Connection> overdue = new ArrayList<>();
    for (Connection each : all) if (each.isOverdue(nowMillis)) overdue.add(each);
    for (Connection each : overdue) each.close();
  }

  private void shut() {
    for (Connection each : new ArrayList<>(all)) each.close();
    try {
      listener.close();
      selector.close();
    } catch (IOException e) {
      // all ends anyway
    }
  }
}
