// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/**
 * Class files for Byte Buddy: that of the type being woven from memory; any other, if it is asked
 * for at all, as a resource of the type's loader.
 */
final class TypeFiles implements ClassFileLocator {
  private final String name;
  private final byte[] file;
  private final ClassLoader loader;
  private @Nullable TypePool pool;

  TypeFiles(String name, byte[] file, @Nullable ClassLoader loader) {
    this.name = name;
    this.file = file;
    this.loader = loader == null ? ClassLoader.getSystemClassLoader() : loader;
  }

  /** What describes types by these files; made when it is asked for the first time. */
  TypePool pool() {
    if (pool == null) {
      pool =
          new TypePool.Default.WithLazyResolution(
              new TypePool.CacheProvider.Simple(), this, TypePool.Default.ReaderMode.FAST);
    }
    return pool;
  }

  @Override
  public Resolution locate(String typeName) {
    if (typeName.equals(name)) return new Resolution.Explicit(file);
    byte[] found = Resources.classFile(loader, typeName.replace('.', '/'));
    return found == null ? new Resolution.Illegal(typeName) : new Resolution.Explicit(found);
  }

  @Override
  public void close() {}
}
