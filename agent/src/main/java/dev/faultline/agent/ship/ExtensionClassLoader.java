// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import java.net.URL;
import java.net.URLClassLoader;
import org.jspecify.annotations.Nullable;

/**
 * Loads one extension from its jar. It sees the JDK, Faultline's own classes and SLF4J, which logs
 * to Faultline's log; whatever else it needs it brings along, and nobody else ever meets that.
 */
final class ExtensionClassLoader extends URLClassLoader {
  static {
    registerAsParallelCapable();
  }

  /** What an extension shares with the agent. */
  private static final String[] SHARED = {
    "dev.faultline.agent.", "dev.faultline.bootstrap.", "org.slf4j."
  };

  private final ClassLoader agent;

  /**
   * @param agent the loader of Faultline's own classes, whose parent sees nothing but the JDK
   */
  ExtensionClassLoader(URL jar, ClassLoader agent) {
    super(new URL[] {jar}, agent.getParent());
    this.agent = agent;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    for (String each : SHARED) {
      if (name.startsWith(each)) return agent.loadClass(name);
    }
    return super.loadClass(name, resolve);
  }

  @Override
  public @Nullable URL getResource(String name) {
    return findResource(name); // the JDK has nothing for it, and the parent may be slow to say so
  }
}
