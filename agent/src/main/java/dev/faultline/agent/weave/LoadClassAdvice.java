// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import dev.faultline.bootstrap.hook.BootDelegation;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Around {@code loadClass}: a bootstrap class of ours is answered without asking the loader. */
final class LoadClassAdvice {
  private LoadClassAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class, skipOn = Advice.OnNonDefaultValue.class)
  static @Nullable Class<?> enter(@Advice.Argument(0) @Nullable String name) {
    return BootDelegation.find(name);
  }

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable Class<?> found,
      @Advice.Return(readOnly = false) @Nullable Class<?> result) {
    result = BootDelegation.orElse(found, result);
  }
}
