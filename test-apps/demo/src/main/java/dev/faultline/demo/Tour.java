// SPDX-License-Identifier: Apache-2.0
package dev.faultline.demo;

import java.net.URI;
import java.time.Duration;

/**
 * Visits the shop for some seconds, and prints what the console has of it. Arguments: the shop's
 * address, the console's address, seconds, columns of the terminal.
 */
public final class Tour {
  private static final Duration START = Duration.ofSeconds(90);

  private Tour() {}

  public static void main(String[] args) throws Exception {
    Http shop = new Http(URI.create(args[0]));
    Http console = new Http(URI.create(args[1]));
    int seconds = Integer.parseInt(args[2]);

    console.awaitUp("/api/summary", START);
    shop.awaitUp("/products", START);
    Traffic traffic = new Traffic(shop);
    System.out.println("Visiting  customers are in the shop for " + seconds + " s");
    traffic.drive(Duration.ofSeconds(seconds));
    new Summary(console, Integer.parseInt(args[3])).print(traffic);
  }
}
