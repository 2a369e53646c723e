// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.jdbc;

import static dev.faultline.agent.weave.Methods.takesArguments;

import dev.faultline.agent.weave.Advices;
import dev.faultline.agent.weave.Weaving;
import dev.faultline.bootstrap.hook.JdbcFailureHook;

/** Behind tomcat-jdbc's JDK proxies, which are not woven: they say themselves what is closed. */
final class PoolProxyWeaving implements Weaving {
  @Override
  public void bind(Advices advices) {
    advices.tellFailures(
        JdbcMethods.named("invoke").and(takesArguments(3)), JdbcFailureHook.class, "proxy");
  }
}
