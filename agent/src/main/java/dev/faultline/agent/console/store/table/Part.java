// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.table;

import dev.faultline.agent.console.record.Batch;
import dev.faultline.agent.console.store.Store;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * A family of tables. The {@link Store} calls {@link #write}, {@link #forget} and {@link
 * #rolledBack} on one thread at a time, within a transaction that is not to be ended here.
 * Questions are methods of each family, which take the connection of a reader, on any thread.
 */
public interface Part {
  /** Keeps what it knows of a batch, which may hold what several requests have brought. */
  void write(Connection connection, Batch batch) throws SQLException;

  /**
   * A small step, of some 50 ms at most, of deleting what is over its time or its bytes, the oldest
   * first; true when there is more of it.
   */
  boolean forget(Connection connection, Horizon horizon) throws SQLException;

  /** Nothing of the last write has come to stay: what is held in memory is to be read anew. */
  default void rolledBack() {}
}
