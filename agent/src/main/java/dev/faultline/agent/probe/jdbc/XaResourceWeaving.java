// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.jdbc;

import static dev.faultline.agent.weave.Methods.takesArgument;

import dev.faultline.agent.weave.Advices;
import dev.faultline.agent.weave.Weaving;
import dev.faultline.bootstrap.hook.JdbcFailureHook;

/** Branches of distributed transactions. Their XAException is no SQLException. */
final class XaResourceWeaving implements Weaving {
  @Override
  public void bind(Advices advices) {
    advices.tellFailures(
        JdbcMethods.named("start", "end", "prepare", "commit", "rollback", "forget")
            .and(takesArgument(0, "javax.transaction.xa.Xid")),
        JdbcFailureHook.class,
        "resource");
  }
}
