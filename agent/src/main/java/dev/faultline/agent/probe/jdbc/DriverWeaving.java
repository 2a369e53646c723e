// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.jdbc;

import static dev.faultline.agent.weave.Methods.takesArguments;

import dev.faultline.agent.weave.Advices;
import dev.faultline.agent.weave.Weaving;
import java.util.Properties;

final class DriverWeaving implements Weaving {
  @Override
  public void bind(Advices advices) {
    advices.advise(
        JdbcMethods.named("connect").and(takesArguments(String.class, Properties.class)),
        ConnectAdvice.class);
  }
}
