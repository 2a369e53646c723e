// SPDX-License-Identifier: Apache-2.0
package dev.faultline.demo;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Customers, most of whom find all as it should be. */
final class Traffic {
  private static final int PRODUCTS = 39;
  private static final int PRODUCT_WITHOUT_CATEGORY = 40;

  private final Http shop;
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();

  Traffic(Http shop) {
    this.shop = shop;
  }

  /** Requests sent so far. */
  int requests() {
    return requests.get();
  }

  /** Requests answered with a status of 500 or more so far. */
  int failures() {
    return failures.get();
  }

  /** Sends requests for that long; everything that can go wrong has gone wrong then. */
  void drive(Duration duration) throws Exception {
    long end = System.nanoTime() + duration.toNanos();
    drive(0, turn -> turn < 8 || System.nanoTime() < end, 20);
  }

  /** Sends a few requests a second until the shop is closed. */
  void stroll() throws Exception {
    // the first customers are new each time: they count from elsewhere than those of drive
    drive(1_000_000, turn -> true, 700);
  }

  private void drive(int first, IntPredicate goesOn, long pauseMillis) throws Exception {
    ExecutorService others = Executors.newFixedThreadPool(8);
    List<Future<?>> sent = new ArrayList<>();
    try {
      for (int turn = first; goesOn.test(turn); turn++) {
        if (turn % 60 == 2) rush(others, sent, turn);
        if (turn % 80 == 4) sent.add(others.submit(() -> count(shop.get("/reports/related"))));
        visit(turn);
        Thread.sleep(pauseMillis);
        for (Future<?> each : sent) if (each.isDone()) each.get();
        sent.removeIf(Future::isDone);
      }
      for (Future<?> each : sent) each.get();
    } finally {
      others.shutdownNow();
    }
  }

  /** What one customer does; one in ten has trouble. */
  private void visit(int turn) throws IOException, InterruptedException {
    int customer = 1 + turn % 50;
    count(shop.get("/products"));
    count(shop.get("/products/" + (1 + turn % PRODUCTS)));
    count(shop.post("/orders", order(customer, turn, "card")));
    if (turn % 10 == 4) count(shop.get("/products?currency=USD"));
    if (turn % 5 == 0) count(shop.get("/orders"));
    if (turn % 10 == 3) count(shop.get("/products/" + PRODUCT_WITHOUT_CATEGORY));
    if (turn % 10 == 1) count(shop.post("/customers", customer("customer1@example.com")));
    if (turn % 10 == 6) count(shop.post("/customers", customer("new" + turn + "@example.com")));
    if (turn % 10 == 7) count(shop.post("/orders", order(customer, turn, "giro")));
    if (turn % 10 == 2) count(shop.post("/orders", order(10, turn, "card")));
  }

  /** Companies, which pay by invoice, all at once: more than the shop has connections for. */
  private void rush(ExecutorService others, List<Future<?>> sent, int turn) {
    for (int i = 0; i < 7; i++) {
      String order = order(1 + i, turn + i, "invoice");
      sent.add(others.submit(() -> count(shop.post("/orders", order))));
    }
  }

  private @Nullable Void count(HttpResponse<String> response) {
    requests.incrementAndGet();
    if (response.statusCode() >= 500) failures.incrementAndGet();
    return null;
  }

  private static String order(int customer, int turn, String payment) {
    int product = 1 + turn % PRODUCTS;
    return "customer=" + customer + "&product=" + product + "&quantity=1&payment=" + payment;
  }

  private static String customer(String email) {
    return "email=" + email + "&name=Somebody";
  }
}
