// SPDX-License-Identifier: Apache-2.0
package dev.faultline.harness;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where things are, as the build says by system properties. */
public final class ClassPath {
  private ClassPath() {}

  /** The packaged agent. */
  public static Path agent() {
    Path jar = Path.of(required("harness.agent")).toAbsolutePath();
    if (Files.exists(jar)) return jar;
    throw new IllegalStateException("not packaged: " + jar + "; run mvn -pl agent -am package");
  }

  /** The project's root folder. */
  public static Path root() {
    return Path.of(required("harness.root")).toAbsolutePath();
  }

  /** The module's own target folder. */
  public static Path target() {
    return Path.of(required("harness.target")).toAbsolutePath();
  }

  /** The module's own classes, and its run-time dependencies. */
  public static List<Path> application() {
    return named("application");
  }

  /** The module's own classes, and what {@code target/NAME.classpath} lists. */
  public static List<Path> named(String name) {
    List<Path> entries = new ArrayList<>();
    entries.add(target().resolve("classes"));
    try {
      String listed = Files.readString(target().resolve(name + ".classpath")).strip();
      for (String entry : listed.split(File.pathSeparator, -1)) {
        if (!entry.isEmpty()) entries.add(Path.of(entry));
      }
      return entries;
    } catch (IOException e) {
      throw new UncheckedIOException("is maven-dependency-plugin named in the module's pom?", e);
    }
  }

  /** Where that class was loaded from. */
  public static Path of(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static String required(String property) {
    String value = System.getProperty(property);
    if (value != null) return value;
    throw new IllegalStateException("system property " + property + " is not set: run by failsafe");
  }
}
