// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.matcher.ElementMatcher;

/** Takes what a {@link Weaving} binds. */
public interface Advices {
  /**
   * Inlines an advice class into the methods that match and that the type itself declares with a
   * body. {@code suppress = Throwable.class} on both of its methods; what a hook throws is counted
   * by the probe's switch.
   */
  Advices advise(ElementMatcher<? super MethodDescription> methods, Class<?> advice);

  /**
   * Calls a hook when a method that matches throws, and adds nothing to the way on which it
   * returns: for methods that are called often and matter only when they fail. Must not match a
   * method that has advice.
   *
   * @param name of the hook's method, {@code static void name(Object self, Throwable thrown)}; for
   *     a static method, self is its first argument
   */
  Advices tellFailures(
      ElementMatcher<? super MethodDescription> methods, Class<?> hook, String name);

  /**
   * For what advice cannot say, such as a call in the middle of a method. Must not change frames.
   */
  Advices rewrite(ElementMatcher<? super MethodDescription> methods, Rewriter rewriter);
}
