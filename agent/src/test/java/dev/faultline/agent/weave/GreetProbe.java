// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import static net.bytebuddy.matcher.ElementMatchers.nameStartsWith;

import dev.faultline.bootstrap.hook.ProbeSwitch;
import java.util.Arrays;
import java.util.List;
import sample.GreetAdvice;

/** A probe like any other, about {@link sample.Greeter}. */
final class GreetProbe implements Probe {
  @Override
  public ProbeSwitch probeSwitch() {
    return ProbeSwitch.JDBC;
  }

  @Override
  public List<TypeRule> rules() {
    return Arrays.asList(
        TypeRule.subtypesOf("sample.Greeter", GreetWeaving.class, "greet", "greetAll"),
        TypeRule.exactly("java.util.concurrent.FutureTask", GreetWeaving.class));
  }

  static final class GreetWeaving implements Weaving {
    @Override
    public void bind(Advices advices) {
      advices.advise(nameStartsWith("greet"), GreetAdvice.class);
    }
  }
}
