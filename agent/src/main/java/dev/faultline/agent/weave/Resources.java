// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Asks class loaders for class files: foreign code, which may answer with anything. */
final class Resources {
  private Resources() {}

  /** The class file of a type (its name with slashes), or null if the loader does not give it. */
  static byte @Nullable [] classFile(ClassLoader loader, String name) {
    try (InputStream in = loader.getResourceAsStream(name + ".class")) {
      return in == null ? null : readAll(in);
    } catch (Throwable notFound) { // a loader's own failure must not become that of the class
      return null;
    }
  }

  private static byte[] readAll(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream(Math.max(in.available(), 4096));
    byte[] chunk = new byte[8192];
    for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) all.write(chunk, 0, n);
    return all.toByteArray();
  }

  /** The parent, or null for the bootstrap loader and where a security manager says no. */
  static @Nullable ClassLoader parent(ClassLoader loader) {
    try {
      return loader.getParent();
    } catch (SecurityException hidden) {
      return null;
    }
  }
}
