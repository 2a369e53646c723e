// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import org.objectweb.asm.MethodVisitor;

/** Rewrites methods for which there is no advice. */
public interface Rewriter {
  /**
   * What stands between the reader and the writer of a method. Must not change frames.
   *
   * @param descriptor of the method
   */
  MethodVisitor rewrite(String descriptor, MethodVisitor next);
}
