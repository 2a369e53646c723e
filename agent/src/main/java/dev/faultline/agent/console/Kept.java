// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console;

import dev.faultline.agent.console.db.Database;
import dev.faultline.agent.console.store.Keeper;
import dev.faultline.agent.console.store.Store;
import dev.faultline.agent.console.store.table.Retention;
import dev.faultline.agent.console.store.timing.Instances;
import dev.faultline.agent.console.store.timing.MetricTables;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/** The database, what is in it, and who clears it out; opened and closed together. */
final class Kept implements AutoCloseable {
  /** Of the heap, what is kept in memory may take. */
  private static final int MEMORY_SHARE = 4;

  final Database database;
  final Store store;
  final Instances instances = new Instances();
  final ConsoleLog log;
  private final Keeper keeper;

  private Kept(Database database, ConsoleOptions options, ConsoleLog log) {
    this.database = database;
    this.log = log;
    MetricTables metrics = new MetricTables(instances, System.currentTimeMillis());
    store = new Store(database, sources -> instances, sources -> metrics);
    keeper = new Keeper(store, database, retention(options), log::say);
  }

  /**
   * @throws IOException it cannot be used; the message says why to a person
   */
  static Kept open(ConsoleOptions options, ConsoleLog log) throws IOException {
    try {
      return new Kept(database(options), options, log);
    } catch (SQLException e) {
      throw new IOException("the database cannot be used (" + e.getMessage() + ")", e);
    }
  }

  /** Where things are kept, for a person; without an address, which may hold a password. */
  static String place(ConsoleOptions options) {
    if (options.inMemory()) return "in memory";
    if (options.jdbcUrl() != null) return "on PostgreSQL";
    return "in " + options.dataDirectory().toAbsolutePath().normalize();
  }

  private static Database database(ConsoleOptions options) throws SQLException, IOException {
    if (options.inMemory()) return Database.inMemory();
    String url = options.jdbcUrl();
    Path driver = options.jdbcDriver();
    if (url == null || driver == null) return Database.inDirectory(options.dataDirectory());
    return Database.onPostgres(url, options.jdbcUser(), options.jdbcPassword(), driver);
  }

  private static Retention retention(ConsoleOptions options) {
    Retention retention = new Retention(options.retentionDays(), options.maxBytes());
    if (!options.inMemory()) return retention;
    return retention.within(Runtime.getRuntime().maxMemory() / MEMORY_SHARE);
  }

  @Override
  public void close() {
    keeper.close();
    try {
      store.close();
    } catch (SQLException e) {
      log.say("The database was not closed well: " + e.getMessage());
    }
  }
}
