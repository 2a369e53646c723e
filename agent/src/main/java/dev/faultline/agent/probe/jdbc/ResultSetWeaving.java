// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.jdbc;

import static dev.faultline.agent.weave.Methods.nameStartsWith;

import dev.faultline.agent.weave.Advices;
import dev.faultline.agent.weave.Weaving;
import dev.faultline.bootstrap.hook.JdbcFailureHook;

/**
 * Fetching: what moves through the rows, reads a column or changes one. Told only when it fails.
 */
final class ResultSetWeaving implements Weaving {
  @Override
  public void bind(Advices advices) {
    advices.tellFailures(
        JdbcMethods.named(
                "next",
                "previous",
                "first",
                "last",
                "absolute",
                "relative",
                "beforeFirst",
                "afterLast",
                "moveToInsertRow",
                "moveToCurrentRow",
                "insertRow",
                "deleteRow",
                "refreshRow",
                "cancelRowUpdates",
                "getMetaData",
                "close")
            .or(JdbcMethods.named(ColumnMethods.getters()))
            .or(JdbcMethods.of(nameStartsWith("update"))),
        JdbcFailureHook.class,
        "resultSet");
  }
}
