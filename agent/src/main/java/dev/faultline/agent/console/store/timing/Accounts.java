// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.timing;

import dev.faultline.agent.console.store.table.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What each process has told of itself last. */
public final class Accounts {
  private Accounts() {}

  static Account of(Connection connection, Instance instance) throws SQLException {
    Account account =
        Sql.first(
            connection,
            row -> Account.of(row.getString(2), row.getLong(1)),
            "SELECT time_nanos, account FROM instance_account WHERE instance_id=?",
            instance.number);
    return account == null ? new Account() : account;
  }

  static void save(Connection connection, Instance instance, Account account) throws SQLException {
    Sql.upsertAll(
        connection,
        "UPDATE instance_account SET time_nanos=?, account=? WHERE instance_id=?",
        "INSERT INTO instance_account (time_nanos, account, instance_id) VALUES (?,?,?)",
        Collections.singletonList(
            new @Nullable Object[] {account.timeNanos, account.text(), instance.number}));
  }

  /** Of all that are there, for any thread: by what tells one instance from another. */
  public static Map<Instance, Account> all(Connection connection) throws SQLException {
    Map<Long, Account> byNumber = new HashMap<>();
    Sql.list(
        connection,
        row -> byNumber.put(row.getLong(1), Account.of(row.getString(3), row.getLong(2))),
        "SELECT instance_id, time_nanos, account FROM instance_account");
    Map<Instance, Account> all = new java.util.LinkedHashMap<>();
    for (Instance each : Instances.all(connection)) {
      Account account = byNumber.get(each.number);
      all.put(each, account == null ? new Account() : account);
    }
    return all;
  }
}
