// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.pool.TypePool;
import org.objectweb.asm.MethodVisitor;

/** A {@link Rewriter}, which asks for nothing that Byte Buddy would have to say. */
final class Rewritten implements OwnWrapper {
  private final Rewriter rewriter;

  Rewritten(Rewriter rewriter) {
    this.rewriter = rewriter;
  }

  @Override
  public MethodVisitor wrap(
      WovenType type, WovenMethod method, MethodVisitor next, boolean frames) {
    return rewriter.rewrite(method.getDescriptor(), next);
  }

  @Override
  public MethodVisitor wrap(
      TypeDescription type,
      MethodDescription method,
      MethodVisitor visitor,
      Implementation.Context context,
      TypePool pool,
      int writerFlags,
      int readerFlags) {
    return rewriter.rewrite(method.getDescriptor(), visitor);
  }
}
