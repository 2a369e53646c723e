// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/**
 * Reads the advice classes of one class loader, which is ours. An {@link Advice} keeps the pool it
 * was described by, so that there is one for all: what they have in common (Byte Buddy's
 * annotations, {@code Throwable}) is read and kept once.
 */
final class AdviceTypes {
  private static final AdviceTypes OWN = new AdviceTypes(AdviceTypes.class.getClassLoader());

  private final @Nullable ClassLoader loader;
  private final ClassFileLocator files;
  private final TypePool pool;

  private AdviceTypes(@Nullable ClassLoader loader) {
    this.loader = loader;
    files = ClassFileLocator.ForClassLoader.of(loader);
    // Not by reflection, which would build proxies for the annotations.
    pool = TypePool.Default.of(files);
  }

  /** The advice that a class is. */
  @SuppressWarnings("ReferenceEquality") // loaders are compared by identity
  static Advice read(Class<?> advice) {
    ClassLoader loader = advice.getClassLoader();
    AdviceTypes types = loader == OWN.loader ? OWN : new AdviceTypes(loader);
    TypeDescription type = types.pool.describe(advice.getName()).resolve();
    return Advice.to(type, types.files);
  }
}
