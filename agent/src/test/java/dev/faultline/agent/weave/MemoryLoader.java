// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.ClassFileTransformer;
import java.util.HashMap;
import java.util.Map;

/** Defines the classes it was given itself, through a transformer, as a JVM with an agent does. */
class MemoryLoader extends ClassLoader {
  final Map<String, byte[]> files = new HashMap<>();
  private final ClassFileTransformer transformer;
  int reads;

  MemoryLoader(ClassLoader parent, ClassFileTransformer transformer) {
    super(parent);
    this.transformer = transformer;
  }

  static byte[] fileOf(Class<?> type) {
    String path = type.getName().replace('.', '/') + ".class";
    try (InputStream in = type.getClassLoader().getResourceAsStream(path)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  MemoryLoader add(Class<?>... types) {
    for (Class<?> type : types) files.put(type.getName(), fileOf(type));
    return this;
  }

  MemoryLoader add(String name, byte[] file) {
    files.put(name, file);
    return this;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) return loaded;
      return files.containsKey(name) ? define(name) : super.loadClass(name, resolve);
    }
  }

  private Class<?> define(String name) {
    byte[] file = files.get(name);
    try {
      byte[] woven = transformer.transform(this, name.replace('.', '/'), null, null, file.clone());
      if (woven != null) file = woven;
    } catch (Exception e) {
      throw new AssertionError("a transformer must not throw", e);
    }
    return defineClass(name, file, 0, file.length);
  }

  @Override
  public InputStream getResourceAsStream(String path) {
    reads++;
    byte[] file = files.get(path.replace(".class", "").replace('/', '.'));
    return file == null ? super.getResourceAsStream(path) : new ByteArrayInputStream(file);
  }
}
