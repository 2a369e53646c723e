// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.jdbc;

import static dev.faultline.agent.weave.Methods.takesArgument;
import static dev.faultline.agent.weave.Methods.takesArguments;

import dev.faultline.agent.weave.Advices;
import dev.faultline.agent.weave.Weaving;
import dev.faultline.bootstrap.hook.JdbcFailureHook;

final class ConnectionWeaving implements Weaving {
  @Override
  public void bind(Advices advices) {
    advices
        .advise(
            JdbcMethods.named("prepareStatement", "prepareCall")
                .and(takesArgument(0, String.class)),
            PrepareAdvice.class)
        .advise(JdbcMethods.named("createStatement"), CreateStatementAdvice.class)
        .advise(JdbcMethods.named("commit").and(takesArguments(0)), CommitAdvice.class)
        .advise(
            JdbcMethods.named("rollback")
                .and(takesArguments(0).or(takesArgument(0, "java.sql.Savepoint"))),
            RollbackAdvice.class)
        .advise(JdbcMethods.named("close").and(takesArguments(0)), CloseAdvice.class)
        .tellFailures(
            JdbcMethods.named(
                "setAutoCommit",
                "setSavepoint",
                "releaseSavepoint",
                "setTransactionIsolation",
                "setReadOnly",
                "setCatalog",
                "setSchema",
                "getMetaData"),
            JdbcFailureHook.class,
            "connection");
  }
}
