// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Orders again what runs out, every second. */
final class StockJob {
  private static final Logger log = LoggerFactory.getLogger(StockJob.class);
  private static final int LOW = 100;

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "stock-job"));
  private final Products products;

  StockJob(Products products) {
    this.products = products;
    timer.scheduleWithFixedDelay(this::run, 1, 1, TimeUnit.SECONDS);
  }

  void stop() {
    timer.shutdownNow();
  }

  private void run() {
    try {
      for (Product product : products.runningOut(LOW)) products.restock(product.id(), 1000);
    } catch (SQLException e) {
      log.warn("Stock was not looked at: {}", e.toString());
    }
  }
}
