// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.framework;

import static dev.faultline.agent.weave.Methods.named;
import static dev.faultline.agent.weave.Methods.takesArguments;

import dev.faultline.agent.weave.Advices;
import dev.faultline.agent.weave.Weaving;

/** {@code ExceptionMapper.toResponse(exception)}. */
final class MapperWeaving implements Weaving {
  @Override
  public void bind(Advices advices) {
    advices.advise(named("toResponse").and(takesArguments(1)), MapAdvice.class);
  }
}
