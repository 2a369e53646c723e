// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Requests for one path. With a rate, request n is due n / rate seconds after the start, whoever is
 * free sends it, and its latency counts from when it was due: a server that stands still for a
 * second delays all that were due in it, not only those on its connections.
 */
final class Load {
  private static final int CONNECTIONS = 16;

  private final int port;
  private final String path;
  private final double rate;
  private final long nanos;
  private final AtomicLong next = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();

  Load(int port, String path, double rate, double seconds) {
    this.port = port;
    this.path = path;
    this.rate = rate;
    this.nanos = (long) (seconds * 1e9);
  }

  String run() throws InterruptedException {
    long start = System.nanoTime();
    List<Latencies> all = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      Latencies latencies = new Latencies();
      all.add(latencies);
      threads.add(new Thread(() -> send(start, latencies), "client-" + i));
    }
    for (Thread thread : threads) thread.start();
    for (Thread thread : threads) thread.join();
    double seconds = (System.nanoTime() - start) / 1e9;
    Latencies sum = Latencies.sum(all);
    return String.format(
        Locale.ROOT,
        "answered=%d failed=%d seconds=%.3f p50=%.1f p99=%.1f",
        sum.count(),
        failed.get(),
        seconds,
        sum.micros(0.5),
        sum.micros(0.99));
  }

  private void send(long start, Latencies latencies) {
    try (Connection connection = new Connection(port, path)) {
      for (long due = due(start); due - start < nanos; due = due(start)) {
        waitUntil(due);
        connection.request();
        latencies.add(System.nanoTime() - due);
      }
    } catch (IOException e) {
      failed.incrementAndGet();
    }
  }

  private long due(long start) {
    return rate == 0 ? System.nanoTime() : start + (long) (next.getAndIncrement() * 1e9 / rate);
  }

  private static void waitUntil(long due) {
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
