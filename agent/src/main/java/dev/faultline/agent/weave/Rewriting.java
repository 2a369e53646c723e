// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.MethodVisitor;

/**
 * Which methods of one JDK class are rewritten, and how, with ASM alone: for classes that are
 * loaded in every JVM, however small the application. Has a constructor without parameters.
 */
public interface Rewriting {
  /** Called for each field of the class, before its methods. */
  default void field(String name, String descriptor) {}

  /**
   * What stands between the reader and the writer of a method, or null to leave it alone. Must say
   * the maximum of the stack and the frames itself. What it calls has no handler around it.
   */
  @Nullable MethodVisitor rewrite(int access, String name, String descriptor, MethodVisitor writer);
}
