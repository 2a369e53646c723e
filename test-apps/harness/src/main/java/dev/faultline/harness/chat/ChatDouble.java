// SPDX-License-Identifier: Apache-2.0
package dev.faultline.harness.chat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;

/** What all have in common: a server on the loopback interface that keeps what it has taken. */
public abstract class ChatDouble implements AutoCloseable {
  private static final Reply HANG = Reply.of(0, "");

  /** Hears of each request, after it was answered. */
  public interface Listener {
    /**
     * One at a time.
     *
     * @param text what people would see; empty of what was not taken
     * @param arrivedMillis when the request was there as a whole, by the double's clock
     */
    void answered(Request request, Reply reply, String text, long arrivedMillis);
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<String> messages = new ArrayList<>();
  private final List<String> answers = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final Deque<Reply> moods = new ArrayDeque<>();
  private volatile LongSupplier clock = System::currentTimeMillis;
  private volatile Listener listener = (request, reply, text, arrivedMillis) -> {};

  ChatDouble() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** What the channel's {@code url} is to be. */
  public abstract String url();

  /**
   * Judges one that came, as the real one would.
   *
   * @return the text that people would see
   */
  abstract String take(Request request, long nowMillis);

  /** What the real one says when all is well. */
  abstract Reply taken(Request request);

  final String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Goes by this time, in milliseconds since 1970. */
  public void setClock(LongSupplier clock) {
    this.clock = clock;
  }

  /** Tells it of each request from now on. */
  public void setListener(Listener listener) {
    this.listener = listener;
  }

  /** Answers the next requests so, one each, without looking at them. */
  public synchronized void answerNext(Reply... replies) {
    moods.addAll(List.of(replies));
  }

  /** Answers the next request never. */
  public synchronized void hangNext() {
    moods.add(HANG);
  }

  /** What it has taken, as people see it, oldest first. */
  public synchronized List<String> messages() {
    return List.copyOf(messages);
  }

  /** Status and body of all that it has answered. */
  public synchronized List<String> answers() {
    return List.copyOf(answers);
  }

  /** What the real one would have let pass, and shown in another way than was meant. */
  public synchronized List<String> problems() {
    return List.copyOf(problems);
  }

  final synchronized void problem(String problem) {
    problems.add(problem);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    Request request = request(exchange);
    long arrivedMillis = clock.getAsLong();
    Reply mood;
    synchronized (this) {
      mood = moods.poll();
    }
    if (mood == HANG) {
      hang();
      return;
    }
    StringBuilder text = new StringBuilder();
    Reply reply = mood != null ? mood : judge(request, arrivedMillis, text);
    synchronized (this) {
      answers.add(reply.status() + " " + reply.body());
    }
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    reply.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
    Listener told = listener;
    synchronized (told) {
      told.answered(request, reply, text.toString(), arrivedMillis);
    }
  }

  private Reply judge(Request request, long arrivedMillis, StringBuilder shown) {
    try {
      // one after the other: a rate is counted
      synchronized (this) {
        String text = take(request, arrivedMillis);
        messages.add(text);
        shown.append(text);
        return taken(request);
      }
    } catch (Refused e) {
      return e.reply;
    } catch (RuntimeException e) {
      problem(e.toString());
      return Reply.of(500, e.toString());
    }
  }

  private void hang() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Request request(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
    Map<String, String> query = new HashMap<>();
    String raw = exchange.getRequestURI().getRawQuery();
    for (String each : raw == null ? new String[0] : raw.split("&")) {
      int equals = each.indexOf('=');
      String value = URLDecoder.decode(each.substring(equals + 1), StandardCharsets.UTF_8);
      if (query.put(each.substring(0, equals), value) != null) {
        throw new IOException("twice in the query: " + each.substring(0, equals));
      }
    }
    byte[] body = exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().getPath();
    return new Request(exchange.getRequestMethod(), path, query, headers, body);
  }
}
