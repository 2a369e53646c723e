// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the shop. Settings are system properties: {@code shop.port}, {@code shop.home}. */
public final class Shop {
  private static final Logger log = LoggerFactory.getLogger(Shop.class);

  private Shop() {}

  public static void main(String[] args) throws Exception {
    int port = Integer.getInteger("shop.port", 8080);
    Path home = Path.of(System.getProperty("shop.home", "target/shop")).toAbsolutePath();

    Database database = Database.start(home);
    Schema.create(database.pool());
    Mailer mailer = new Mailer();
    Invoices invoices = new Invoices();
    StockJob stockJob = new StockJob(new Products(database.pool()));
    CategoryJob categoryJob = new CategoryJob(new Products(database.pool()));
    WebServer web = WebServer.start(port, home, new Context(database.pool(), mailer, invoices));

    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  web.stop();
                  stockJob.stop();
                  categoryJob.stop();
                  invoices.stop();
                  mailer.stop();
                  database.stop();
                },
                "shop-shutdown"));
    log.info("The shop is open on http://localhost:{}, with {}", port, database.product());
  }
}
