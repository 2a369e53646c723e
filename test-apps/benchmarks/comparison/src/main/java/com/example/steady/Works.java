// SPDX-License-Identifier: Apache-2.0
package com.example.steady;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What the endpoints do. */
final class Works {
  private static final int THREADS = 8;
  private static final int TASKS = 3;

  private final Items items;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger threads = new AtomicInteger();
  private final ThreadPoolExecutor executor;

  Works(Items items) {
    this.items = items;
    executor =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            1,
            TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(),
            task -> daemon(task, "task-" + threads.incrementAndGet()));
    executor.prestartAllCoreThreads();
  }

  void nothing() {}

  void statement() throws SQLException {
    items.read(item(), 1);
  }

  void tenStatements() throws SQLException {
    items.read(item(), 10);
  }

  void tasks() throws InterruptedException, SQLException {
    List<Future<Integer>> tasks = new ArrayList<>(TASKS);
    for (int i = 0; i < TASKS; i++) tasks.add(executor.submit(() -> items.read(item(), 1)));
    try {
      for (Future<Integer> task : tasks) task.get();
    } catch (ExecutionException e) {
      throw new SQLException(e);
    }
  }

  void exception() {
    throw new IllegalStateException("the order has no items");
  }

  void sqlException() throws SQLException {
    items.addDuplicate();
  }

  private int item() {
    return next.getAndIncrement() & 63;
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
