// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import net.bytebuddy.asm.AsmVisitorWrapper.ForDeclaredMethods.MethodVisitorWrapper;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.MethodVisitor;

/** A wrapper that as a rule does without Byte Buddy, and writes what Byte Buddy would write. */
interface OwnWrapper extends MethodVisitorWrapper {
  /**
   * What stands between the reader and the writer of a method, or null if Byte Buddy's way has to
   * be gone.
   *
   * @param frames whether the class file has stack map frames: since Java 6
   */
  @Nullable MethodVisitor wrap(
      WovenType type, WovenMethod method, MethodVisitor next, boolean frames);
}
