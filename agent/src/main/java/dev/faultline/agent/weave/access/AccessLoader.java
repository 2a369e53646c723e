// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave.access;

import dev.faultline.bootstrap.hook.ProbeSwitch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Holds one class of the agent, an accessor, for one API of an application. It sees that API
 * through its parent, and the bootstrap classes directly: an application's loader need not delegate
 * for them.
 */
public final class AccessLoader extends ClassLoader {
  // Otherwise the JVM locks the loader for each class that is named in it, also one that a method
  // about to be compiled only has in its signature, and the application's threads wait for it.
  static {
    registerAsParallelCapable();
  }

  private static final String BOOTSTRAP = "dev.faultline.bootstrap.";

  private final Class<?> accessor;
  private final String compiledWith;
  private final String linkedWith;

  /**
   * @param accessor as the agent's loader has it; it and the classes nested in it are defined anew
   * @param api the loader of that API; null for the bootstrap loader
   */
  public AccessLoader(Class<?> accessor, @Nullable ClassLoader api) {
    this(accessor, api, "", "");
  }

  /**
   * The same, for an API whose package goes by another name than the one it was compiled against.
   *
   * @param compiledWith that package, with slashes, and one at the end
   * @param linkedWith the one to link with instead
   */
  public AccessLoader(
      Class<?> accessor, @Nullable ClassLoader api, String compiledWith, String linkedWith) {
    super(api);
    this.accessor = accessor;
    this.compiledWith = compiledWith;
    this.linkedWith = linkedWith;
  }

  /**
   * The accessor, linked with that API.
   *
   * @throws ClassNotFoundException when its file cannot be read
   */
  public Class<?> accessor() throws ClassNotFoundException {
    return own(accessor.getName());
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (isOwn(name)) return own(name);
    if (name.startsWith(BOOTSTRAP)) {
      return Class.forName(name, false, ProbeSwitch.class.getClassLoader());
    }
    return super.loadClass(name, resolve);
  }

  private boolean isOwn(String name) {
    String own = accessor.getName();
    return name.startsWith(own)
        && (name.length() == own.length() || name.charAt(own.length()) == '$');
  }

  private Class<?> own(String name) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) return loaded;
      try {
        byte[] file = read(name);
        if (!compiledWith.equals(linkedWith)) file = Twin.of(file, compiledWith, linkedWith);
        return defineClass(name, file, 0, file.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  private byte[] read(String name) throws IOException {
    String path = name.replace('.', '/') + ".class";
    try (InputStream in = accessor.getClassLoader().getResourceAsStream(path)) {
      if (in == null) throw new IOException("no " + path);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      for (int n = in.read(buffer); n > 0; n = in.read(buffer)) out.write(buffer, 0, n);
      return out.toByteArray();
    }
  }
}
