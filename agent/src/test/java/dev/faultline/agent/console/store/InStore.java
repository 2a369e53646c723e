// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store;

import static dev.faultline.agent.console.store.Sent.source;

import dev.faultline.agent.console.db.Database;
import dev.faultline.agent.console.record.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * Tests of a store, which is an empty one for each. They hold for each database: {@link
 * StoreOnPostgresTest} has them all on PostgreSQL.
 */
public abstract class InStore {
  protected static final long DAY = 86_400_000;
  protected static final String TRACE = "5b8efff798038103d269b633813fc60c";

  protected final Source shop = source("shop", "production", "1.0");
  protected Store store;

  /** An empty one. */
  protected Database open() throws Exception {
    return Database.inMemory();
  }

  @BeforeEach
  void openStore() throws Exception {
    store = new Store(open());
  }

  @AfterEach
  void closeStore() throws Exception {
    store.close();
  }

  protected static String random(int length) {
    StringBuilder text = new StringBuilder();
    java.util.Random random = new java.util.Random(length);
    while (text.length() < length) text.append((char) ('!' + random.nextInt(90)));
    return text.toString();
  }
}
