// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import net.bytebuddy.asm.AsmVisitorWrapper;
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
   * For what advice cannot say, such as a call in the middle of a method. Must not change frames.
   */
  Advices rewrite(
      ElementMatcher<? super MethodDescription> methods,
      AsmVisitorWrapper.ForDeclaredMethods.MethodVisitorWrapper rewriter);
}
