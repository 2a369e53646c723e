// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.logging;

import dev.faultline.bootstrap.hook.Log4jApi;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Holds {@link Log4jAccess} for one Log4j. It sees that through its parent, and the bootstrap
 * classes directly: an application's loader need not delegate for them.
 */
final class Log4jAccessLoader extends ClassLoader {
  // Otherwise the JVM locks the loader for each class that is named in it, also one that a method
  // about to be compiled only has in its signature, and the application's threads wait for it.
  static {
    registerAsParallelCapable();
  }

  private static final String OWN = Log4jAccess.class.getName();
  private static final String BOOTSTRAP = "dev.faultline.bootstrap.";

  Log4jAccessLoader(@Nullable ClassLoader log4j) {
    super(log4j);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.equals(OWN)) return own();
    if (name.startsWith(BOOTSTRAP)) {
      return Class.forName(name, false, Log4jApi.class.getClassLoader());
    }
    return super.loadClass(name, resolve);
  }

  private Class<?> own() throws ClassNotFoundException {
    synchronized (getClassLoadingLock(OWN)) {
      Class<?> loaded = findLoadedClass(OWN);
      if (loaded != null) return loaded;
      byte[] file = read(OWN.replace('.', '/') + ".class");
      return defineClass(OWN, file, 0, file.length);
    }
  }

  private static byte[] read(String path) throws ClassNotFoundException {
    try (InputStream in = Log4jAccess.class.getClassLoader().getResourceAsStream(path)) {
      if (in == null) throw new ClassNotFoundException(path);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[4096];
      for (int n = in.read(buffer); n > 0; n = in.read(buffer)) out.write(buffer, 0, n);
      return out.toByteArray();
    } catch (IOException e) {
      throw new ClassNotFoundException(path, e);
    }
  }
}
