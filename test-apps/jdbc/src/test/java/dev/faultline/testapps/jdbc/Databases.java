// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.jdbc;

import dev.faultline.testapps.faults.MariaDb;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The databases to test with; the servers among them are started when first asked for, from
 * binaries that are Maven artefacts. PostgreSQL does not run as root: where the tests do, it is
 * started in a user name space of its own (by {@code unshare -U}, which the library does).
 */
final class Databases implements AutoCloseable {
  private final Path folder;
  private @Nullable EmbeddedPostgres postgres;
  private @Nullable MariaDb mariaDb;

  Databases(Path folder) {
    this.folder = folder;
  }

  /**
   * One to connect to.
   *
   * @param system what it is called in what is recorded
   * @param namespace the same
   */
  record Database(String system, String namespace, String url, String user) {}

  Database of(String name) {
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
        String url = "jdbc:postgresql://localhost:" + postgres().getPort() + "/postgres";
        return new Database("postgresql", "postgres", url, "postgres");
      case "MariaDB":
        int port = mariaDb().port();
        return new Database(
            "mariadb", "test", "jdbc:mariadb://localhost:" + port + "/test", "root");
      default:
        throw new IllegalArgumentException(name);
    }
  }

  private EmbeddedPostgres postgres() {
    if (postgres != null) return postgres;
    try {
      return postgres = EmbeddedPostgres.builder().start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private MariaDb mariaDb() {
    if (mariaDb != null) return mariaDb;
    try {
      return mariaDb = MariaDb.start(folder);
    } catch (Exception e) {
      throw new IllegalStateException("MariaDB does not start", e);
    }
  }

  @Override
  public void close() throws Exception {
    if (postgres != null) postgres.close();
    if (mariaDb != null) mariaDb.stop();
  }
}
