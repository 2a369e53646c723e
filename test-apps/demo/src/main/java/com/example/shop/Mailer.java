// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends e-mails in the background. */
final class Mailer {
  private static final Logger log = LoggerFactory.getLogger(Mailer.class);

  private final ExecutorService threads =
      Executors.newFixedThreadPool(2, task -> new Thread(task, "mailer"));

  /** Returns at once. Nobody looks at what comes of it. */
  void confirm(int orderId, String address) {
    threads.submit(() -> send(address, "Your order " + orderId));
  }

  void stop() {
    threads.shutdownNow();
  }

  private static void send(String address, String subject) {
    int at = address.indexOf('@');
    if (at < 0) throw new IllegalArgumentException("Not an e-mail address: " + address);
    log.debug("{} to {}", subject, address.substring(at));
  }
}
