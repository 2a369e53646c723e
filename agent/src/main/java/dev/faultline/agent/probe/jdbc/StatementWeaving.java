// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.jdbc;

import static dev.faultline.agent.weave.Methods.nameStartsWith;
import static dev.faultline.agent.weave.Methods.takesArgument;
import static dev.faultline.agent.weave.Methods.takesArguments;

import dev.faultline.agent.weave.Advices;
import dev.faultline.agent.weave.Methods;
import dev.faultline.agent.weave.Weaving;
import dev.faultline.bootstrap.hook.JdbcFailureHook;

/** Plain, prepared and callable ones alike: drivers spread their methods over base classes. */
final class StatementWeaving implements Weaving {
  @Override
  public void bind(Advices advices) {
    advices
        .advise(execute().and(takesArgument(0, String.class)), ExecuteSqlAdvice.class)
        .advise(execute().and(takesArguments(0)), ExecutePreparedAdvice.class)
        .advise(
            JdbcMethods.named("executeBatch", "executeLargeBatch").and(takesArguments(0)),
            ExecuteBatchAdvice.class)
        .advise(
            JdbcMethods.named("addBatch").and(takesArguments(String.class)),
            AddBatchSqlAdvice.class)
        .advise(JdbcMethods.named("addBatch").and(takesArguments(0)), AddBatchAdvice.class)
        .advise(JdbcMethods.named("clearBatch").and(takesArguments(0)), ClearBatchAdvice.class)
        .advise(JdbcMethods.named("close").and(takesArguments(0)), CloseAdvice.class)
        .tellFailures(
            JdbcMethods.named(
                    "getGeneratedKeys",
                    "getMoreResults",
                    "getResultSet",
                    "getUpdateCount",
                    "getMetaData",
                    "cancel",
                    "clearParameters",
                    "registerOutParameter")
                .or(JdbcMethods.named(ColumnMethods.getters()))
                .or(JdbcMethods.of(nameStartsWith("set"))),
            JdbcFailureHook.class,
            "statement");
  }

  private static Methods execute() {
    return JdbcMethods.named("execute", "executeQuery", "executeUpdate", "executeLargeUpdate");
  }
}
