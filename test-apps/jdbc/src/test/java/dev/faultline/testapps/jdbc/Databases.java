// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.jdbc;

import dev.faultline.testapps.faults.MariaDb;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The databases to test with; the servers among them are started from binaries that are Maven
 * artefacts: PostgreSQL when it is first asked for, MariaDB, which takes long, at once. PostgreSQL
 * does not run as root: where the tests do, it is started in a user name space of its own (by
 * {@code unshare -U}, which the library does).
 */
final class Databases implements AutoCloseable {
  private final CompletableFuture<MariaDb> mariaDb;
  private @Nullable EmbeddedPostgres postgres;
  private int created;

  Databases(Path folder) {
    mariaDb = CompletableFuture.supplyAsync(() -> startMariaDb(folder));
  }

  /**
   * One to connect to.
   *
   * @param system what it is called in what is recorded
   * @param namespace the same
   */
  record Database(String system, String namespace, String url, String user) {}

  /** One in which nothing is, whoever else uses that server or library. */
  synchronized Database of(String name) {
    switch (name) {
      case "H2":
        return new Database("h2database", "Shop", "jdbc:h2:mem:Shop", "sa");
      case "HSQLDB":
        return new Database("hsqldb", "Shop", "jdbc:hsqldb:mem:Shop", "sa");
      case "Derby":
        return new Database("derby", "Shop", "jdbc:derby:memory:Shop;create=true", "sa");
      case "SQLite":
        return new Database("sqlite", ":memory:", "jdbc:sqlite::memory:", "");
      case "PostgreSQL":
        String postgres = "jdbc:postgresql://localhost:" + postgres().getPort() + "/";
        return created("postgresql", postgres, "postgres");
      case "MariaDB":
        return created(
            "mariadb", "jdbc:mariadb://localhost:" + mariaDb.join().port() + "/", "root");
      default:
        throw new IllegalArgumentException(name);
    }
  }

  private Database created(String system, String server, String user) {
    String namespace = "shop" + ++created;
    try (Connection connection = DriverManager.getConnection(server, user, "");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + namespace);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot create " + namespace, e);
    }
    return new Database(system, namespace, server + namespace, user);
  }

  private EmbeddedPostgres postgres() {
    if (postgres != null) return postgres;
    try {
      return postgres = EmbeddedPostgres.builder().start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MariaDb startMariaDb(Path folder) {
    try {
      return MariaDb.start(folder);
    } catch (Exception e) {
      throw new IllegalStateException("MariaDB does not start", e);
    }
  }

  @Override
  public void close() throws Exception {
    if (postgres != null) postgres.close();
    mariaDb.join().stop();
  }
}
