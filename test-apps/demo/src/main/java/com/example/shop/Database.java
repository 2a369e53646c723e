// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A PostgreSQL of the shop's own, or H2 where that does not run, and the pool before it. */
final class Database {
  private static final Logger log = LoggerFactory.getLogger(Database.class);

  private final HikariDataSource pool;
  private final @Nullable EmbeddedPostgres postgres;

  private Database(HikariDataSource pool, @Nullable EmbeddedPostgres postgres) {
    this.pool = pool;
    this.postgres = postgres;
  }

  static Database start(Path home) {
    if (System.getProperty("shop.database", "").equals("h2")) return h2();
    try {
      EmbeddedPostgres postgres =
          EmbeddedPostgres.builder()
              .setOverrideWorkingDirectory(home.toFile())
              .setDataDirectory(home.resolve("data"))
              .setCleanDataDirectory(true)
              .setPGStartupWait(Duration.ofSeconds(30))
              .start();
      return new Database(pool(postgres.getJdbcUrl("postgres", "postgres")), postgres);
    } catch (IOException | RuntimeException e) {
      log.warn("PostgreSQL does not run here, the shop uses H2 instead: {}", e.toString());
      return h2();
    }
  }

  HikariDataSource pool() {
    return pool;
  }

  String product() {
    return postgres == null ? "H2" : "PostgreSQL";
  }

  void stop() {
    pool.close();
    if (postgres == null) return;
    try {
      postgres.close();
    } catch (IOException e) {
      log.warn("PostgreSQL does not stop", e);
    }
  }

  private static Database h2() {
    return new Database(pool("jdbc:h2:mem:shop;MODE=PostgreSQL;DB_CLOSE_ON_EXIT=FALSE"), null);
  }

  private static HikariDataSource pool(String url) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("shop");
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(4);
    config.setConnectionTimeout(500);
    return new HikariDataSource(config);
  }
}
