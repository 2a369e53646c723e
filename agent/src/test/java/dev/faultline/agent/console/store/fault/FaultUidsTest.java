// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.console.db.Database;
import dev.faultline.agent.console.store.table.Sql;
import org.junit.jupiter.api.Test;

class FaultUidsTest {
  @Test
  void ids_areBoundedTheOldestGoFirst() throws Exception {
    try (Database database = Database.inMemory()) {
      FaultUids uids = new FaultUids(10);
      long now = 1_790_000_000_000L;
      for (int round = 1; round <= 3; round++) {
        int first = round * 100;
        database.write(
            connection -> {
              for (int i = 0; i < 50; i++) {
                Sql.update(
                    connection,
                    "INSERT INTO fault_uid (uid, received) VALUES (?,?)",
                    (long) first + i,
                    now + first + i);
              }
            });
        // it is not counted at each step
        for (int i = 0; i < 20; i++) database.write(c -> uids.forget(c, now + 1_000));
        assertThat(number(database, "SELECT COUNT(*) FROM fault_uid")).isEqualTo(10);
        assertThat(number(database, "SELECT MIN(uid) FROM fault_uid")).isEqualTo(first + 40);
      }
    }
  }

  private static long number(Database database, String sql) throws Exception {
    return database.read(connection -> Sql.number(connection, sql));
  }
}
