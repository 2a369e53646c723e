// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.servlet;

import dev.faultline.bootstrap.hook.ServletApi;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Holds {@link ServletAccess} for one servlet API. It sees that API through its parent, and the
 * bootstrap classes directly: an application's loader need not delegate for them.
 */
final class AccessLoader extends ClassLoader {
  // Otherwise the JVM locks the loader for each class that is named in it, also one that a method
  // about to be compiled only has in its signature, and the application's threads wait for it.
  static {
    registerAsParallelCapable();
  }

  private static final String OWN = ServletAccess.class.getName();
  private static final String BOOTSTRAP = "dev.faultline.bootstrap.";
  private static final String JAVAX = "javax/servlet/";

  private final String apiPackage;

  /**
   * @param apiPackage {@code javax/servlet/} or {@code jakarta/servlet/}
   */
  AccessLoader(@Nullable ClassLoader apiLoader, String apiPackage) {
    super(apiLoader);
    this.apiPackage = apiPackage;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.startsWith(OWN)) return own(name);
    if (name.startsWith(BOOTSTRAP)) {
      return Class.forName(name, false, ServletApi.class.getClassLoader());
    }
    return super.loadClass(name, resolve);
  }

  private Class<?> own(String name) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) return loaded;
      byte[] file = linkedWithApi(name, read(name));
      return defineClass(name, file, 0, file.length);
    }
  }

  private byte[] linkedWithApi(String name, byte[] file) throws ClassNotFoundException {
    if (apiPackage.equals(JAVAX)) return file;
    try {
      return Twin.of(file, JAVAX, apiPackage);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  private static byte[] read(String name) throws ClassNotFoundException {
    String path = name.replace('.', '/') + ".class";
    try (InputStream in = ServletAccess.class.getClassLoader().getResourceAsStream(path)) {
      if (in == null) throw new ClassNotFoundException(path);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      for (int n = in.read(buffer); n > 0; n = in.read(buffer)) out.write(buffer, 0, n);
      return out.toByteArray();
    } catch (IOException e) {
      throw new ClassNotFoundException(path, e);
    }
  }
}
