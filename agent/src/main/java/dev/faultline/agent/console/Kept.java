// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console;

import dev.faultline.agent.console.db.Database;
import dev.faultline.agent.console.store.Keeper;
import dev.faultline.agent.console.store.Store;
import java.io.IOException;
import java.sql.SQLException;

/** The database, what is in it, and who clears it out; opened and closed together. */
final class Kept implements AutoCloseable {
  final Database database;
  final Store store;
  final ConsoleLog log;
  private final Keeper keeper;

  private Kept(Database database, ConsoleSettings settings, ConsoleLog log) {
    this.database = database;
    this.log = log;
    store = new Store(database);
    keeper = new Keeper(store, database, settings.retention(), log::say);
  }

  /**
   * @throws IOException it cannot be used; the message says why to a person
   */
  static Kept open(ConsoleSettings settings, ConsoleLog log) throws IOException {
    try {
      return new Kept(settings.database(), settings, log);
    } catch (SQLException e) {
      throw new IOException("the database cannot be used (" + e.getMessage() + ")", e);
    }
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
