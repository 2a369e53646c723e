// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.jdbc;

import static dev.faultline.agent.weave.Methods.isPrivate;
import static dev.faultline.agent.weave.Methods.isPublic;
import static dev.faultline.agent.weave.Methods.isStatic;
import static dev.faultline.agent.weave.Methods.named;
import static dev.faultline.agent.weave.Methods.takesArgument;
import static dev.faultline.agent.weave.Methods.takesArguments;

import dev.faultline.agent.weave.Advices;
import dev.faultline.agent.weave.Weaving;
import dev.faultline.bootstrap.hook.JdbcFailureHook;

/** No driver takes the URL: nothing of a driver is called then, or all of them decline. */
final class DriverManagerWeaving implements Weaving {
  @Override
  public void bind(Advices advices) {
    advices.tellFailures(
        isStatic()
            .and(takesArgument(0, String.class))
            .and(
                // the private one is what all public ones of its name come down to
                named("getConnection")
                    .and(isPrivate())
                    .or(named("getDriver").and(isPublic()).and(takesArguments(1)))),
        JdbcFailureHook.class,
        "driverManager");
  }
}
