// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.framework;

import static dev.faultline.agent.weave.Methods.named;

import dev.faultline.agent.weave.Advices;
import dev.faultline.agent.weave.Weaving;

/** How Spring finds a method annotated with ExceptionHandler, and how it calls one. */
final class ExceptionHandlerWeaving implements Weaving {
  @Override
  public void bind(Advices advices) {
    advices.advise(named("getExceptionHandlerMethod"), ChooseAdvice.class);
    advices.advise(named("invokeAndHandle"), InvokeAdvice.class);
  }
}
