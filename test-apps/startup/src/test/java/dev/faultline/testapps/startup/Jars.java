// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.startup;

import dev.faultline.harness.ClassPath;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Makes jars of what is in faultline.jar, the way careless people do. */
final class Jars {
  private Jars() {}

  /**
   * Writes those entries of faultline.jar that are wanted to another jar.
   *
   * @param mainClass replaces Main-Class in the manifest
   */
  static Path remake(Path target, String mainClass, Predicate<String> wanted) throws IOException {
    try (JarFile source = new JarFile(ClassPath.agent().toFile());
        OutputStream out = Files.newOutputStream(target)) {
      Manifest manifest = source.getManifest();
      manifest.getMainAttributes().putValue("Main-Class", mainClass);
      try (JarOutputStream jar = new JarOutputStream(out, manifest)) {
        copy(source, jar, wanted);
      }
    }
    return target;
  }

  private static void copy(JarFile source, JarOutputStream jar, Predicate<String> wanted)
      throws IOException {
    for (Enumeration<JarEntry> all = source.entries(); all.hasMoreElements(); ) {
      JarEntry entry = all.nextElement();
      if (entry.getName().equals(JarFile.MANIFEST_NAME) || !wanted.test(entry.getName())) continue;
      jar.putNextEntry(new JarEntry(entry.getName()));
      source.getInputStream(entry).transferTo(jar);
    }
  }
}
