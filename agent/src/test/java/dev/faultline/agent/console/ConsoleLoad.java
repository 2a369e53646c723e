// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A console under load, and what it answers meanwhile. Not a test; in the agent's directory, after
 * the jar was made: {@code java -cp target/test-classes dev.faultline.agent.console.ConsoleLoad
 * SECONDS [OPTION...]}, with options of the console. db/RATIONALE.md has the figures.
 */
final class ConsoleLoad {
  private static final int GROUPS = 10_000;
  private static final int POSTS_A_SECOND = 10;
  private static final int SPANS = 100;
  private static final int FAULTS = 10;

  private static final String[] LISTS = {
    "/api/summary",
    "/api/faults",
    "/api/faults?sort=trend",
    "/api/faults?sort=count&service=shop&text=stock",
    "/api/faults/00000000000003e8",
    "/api/traces",
    "/api/traces?text=cart&service=stock",
  };

  private final ConsoleProcess console;
  private final Map<String, List<Double>> millis = new ConcurrentSkipListMap<>();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger serial = new AtomicInteger();

  private ConsoleLoad(ConsoleProcess console) {
    this.console = console;
  }

  public static void main(String[] args) throws Exception {
    int seconds = Integer.parseInt(args[0]);
    List<String> options = new ArrayList<>(Arrays.asList(args).subList(1, args.length));
    Path data = Files.createTempDirectory("console-load");
    if (options.isEmpty()) options.addAll(List.of("--data", data.toString()));
    try (ConsoleProcess console = new ConsoleProcess(options.toArray(new String[0]))) {
      ConsoleLoad load = new ConsoleLoad(console);
      load.fill();
      Duration before = console.cpu();
      load.run(seconds);
      load.print(seconds, console.cpu().minus(before));
      load.ask();
    }
    for (File each : data.toFile().listFiles()) {
      System.out.printf("%s: %,d bytes%n", each.getName(), each.length());
      each.delete();
    }
    Files.delete(data);
  }

  private void fill() throws Exception {
    long begin = System.nanoTime();
    for (int from = 0; from < GROUPS; from += 200) {
      String[] logs = new String[200];
      for (int i = 0; i < logs.length; i++) logs[i] = fault(from + i);
      console.post("/v1/logs", Otlp.logs("shop", logs));
    }
    System.out.printf("%,d groups in %.1f s%n", GROUPS, (System.nanoTime() - begin) / 1e9);
  }

  private void run(int seconds) throws Exception {
    ScheduledExecutorService threads = Executors.newScheduledThreadPool(6);
    long period = 1_000 / POSTS_A_SECOND;
    Random random = new Random(1);
    threads.scheduleAtFixedRate(
        () -> timed("POST spans", this::spans), 0, period, TimeUnit.MILLISECONDS);
    threads.scheduleAtFixedRate(
        () -> timed("POST faults", () -> faults(random)), 50, period, TimeUnit.MILLISECONDS);
    for (String each : LISTS) {
      threads.scheduleWithFixedDelay(
          () -> timed(each, () -> console.get(each).statusCode()),
          100,
          1_000,
          TimeUnit.MILLISECONDS);
    }
    Thread.sleep(seconds * 1_000L);
    threads.shutdownNow();
    threads.awaitTermination(60, TimeUnit.SECONDS);
  }

  private interface Request {
    int status() throws Exception;
  }

  private void timed(String name, Request request) {
    long begin = System.nanoTime();
    try {
      if (request.status() != 200) refused.incrementAndGet();
      millis
          .computeIfAbsent(
              name, absent -> java.util.Collections.synchronizedList(new ArrayList<>()))
          .add((System.nanoTime() - begin) / 1e6);
    } catch (Exception e) {
      if (!(e instanceof InterruptedException)) refused.incrementAndGet();
    }
  }

  private int spans() throws Exception {
    String[] spans = new String[SPANS];
    for (int i = 0; i < SPANS; i++) spans[i] = span(i);
    return console.post(
        "/v1/traces", Otlp.traces(serial.get() % 3 == 0 ? "stock" : "shop", "x", spans));
  }

  /** Five to a trace. */
  private String span(int i) {
    int number = serial.getAndIncrement();
    String trace = String.format("%016x%016x", number / 5 * 0x9E3779B97F4A7C15L, number / 5);
    long start = System.currentTimeMillis() * 1_000_000;
    String root = String.format("%016x", number / 5 * 5);
    String attributes =
        number % 5 == 0
            ? Otlp.attributes(
                "http.request.method",
                "GET",
                "http.route",
                "/cart/{id}",
                "url.path",
                "/cart/" + number,
                "http.response.status_code",
                200L,
                "server.address",
                "shop.example",
                "user_agent.original",
                "Mozilla/5.0 (X11; Linux x86_64)",
                "thread.name",
                "http-" + number % 20)
            : Otlp.attributes(
                "db.system.name",
                "postgresql",
                "db.namespace",
                "shop",
                "db.operation.name",
                "SELECT",
                "db.query.text",
                "SELECT id, name, price FROM item WHERE cart = ? AND sold = ?",
                "thread.name",
                "http-" + number % 20);
    return Otlp.span(
            trace,
            String.format("%016x", number),
            number % 5 == 0 ? "" : root,
            number % 5 == 0 ? "GET /cart/{id}" : "SELECT item",
            ",\"kind\":2,\"attributes\":" + attributes)
        .replace("1790000000000000000", Long.toString(start))
        .replace("1790000000005000000", Long.toString(start + 5_000_000));
  }

  private int faults(Random random) throws Exception {
    String[] logs = new String[FAULTS];
    for (int i = 0; i < FAULTS; i++) logs[i] = fault(random.nextInt(GROUPS));
    return console.post("/v1/logs", Otlp.logs("shop", logs));
  }

  private String fault(int group) {
    int number = serial.getAndIncrement();
    StringBuilder stack =
        new StringBuilder("java.lang.IllegalStateException: out of stock " + group);
    for (int i = 0; i < 30; i++) {
      stack.append(
          "\n\tat com.shop.part" + (group + i) % 97 + ".Orders.place(Orders.java:" + i + ")");
    }
    String now = System.currentTimeMillis() + "000000";
    return Otlp.log(
            String.format("%016x%016x", number * 0x9E3779B97F4A7C15L, 7),
            "00000000000000aa",
            "exception.type",
            "java.lang.IllegalStateException",
            "exception.message",
            "out of stock " + group,
            "exception.stacktrace",
            stack.toString(),
            "faultline.fingerprint",
            String.format("%016x", group),
            "log.record.uid",
            String.format("%032x", number),
            "faultline.state",
            "escaped",
            "http.request.method",
            "POST",
            "http.route",
            "/orders",
            "faultline.breadcrumbs",
            List.of("1.500 ms before, statement, 1.000 ms: INSERT orders"))
        .replace("1790000000003000000", now);
  }

  /** One after the other, when nothing else is to do. */
  private void ask() throws Exception {
    int times = 20;
    System.out.printf("%-50s %12s%n", "alone, " + times + " times", "CPU ms each");
    for (String each : LISTS) {
      Duration before = console.cpu();
      for (int i = 0; i < times; i++) console.get(each);
      double spent = console.cpu().minus(before).toMillis();
      System.out.printf("%-50s %12.1f%n", each, spent / times);
    }
  }

  private void print(int seconds, Duration cpu) throws Exception {
    System.out.printf(
        "%d s, %d spans and %d faults a second; %d requests refused%n",
        seconds, SPANS * POSTS_A_SECOND, FAULTS * POSTS_A_SECOND, refused.get());
    System.out.printf("%-50s %7s %9s %9s %9s%n", "ms", "count", "p50", "p95", "max");
    for (Map.Entry<String, List<Double>> each : new TreeMap<>(millis).entrySet()) {
      double[] all = each.getValue().stream().mapToDouble(value -> value).sorted().toArray();
      System.out.printf(
          "%-50s %7d %9.1f %9.1f %9.1f%n",
          each.getKey(),
          all.length,
          all[all.length / 2],
          all[all.length * 95 / 100],
          all[all.length - 1]);
    }
    System.out.printf("The console's CPU: %.1f s%n", cpu.toMillis() / 1e3);
    System.out.println(console.get("/api/summary").body());
  }
}
