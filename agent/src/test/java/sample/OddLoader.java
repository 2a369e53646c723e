// SPDX-License-Identifier: Apache-2.0
package sample;

import java.util.Map;

/** Knows its own classes and the JDK's, and asks nobody else, as a module of JBoss does. */
public class OddLoader extends ClassLoader {
  private final Map<String, byte[]> files;

  public OddLoader(Map<String, byte[]> files) {
    super(null);
    this.files = files;
  }

  @Override
  public Class<?> loadClass(String name) throws ClassNotFoundException {
    return loadClass(name, false);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    Class<?> loaded = findLoadedClass(name);
    if (loaded != null) return loaded;
    if (name.startsWith("java.")) return super.loadClass(name, resolve);
    byte[] file = files.get(name);
    if (file == null) throw new ClassNotFoundException("not mine: " + name);
    return defineClass(name, file, 0, file.length);
  }
}
