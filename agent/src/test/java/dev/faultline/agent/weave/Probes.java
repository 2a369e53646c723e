// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is compiled in this module: all of it, so that no list can go stale. */
final class Probes {
  private Probes() {}

  /** Class files of the agent below the package (its name with slashes). */
  static List<Path> classFiles(String under) {
    Path root = classes();
    try (Stream<Path> files = Files.walk(root.resolve(under))) {
      return files
          .filter(f -> f.toString().endsWith(".class"))
          .sorted()
          .collect(Collectors.toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path classes() {
    try {
      return Paths.get(Weaver.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  static List<Class<?>> types(String under) {
    List<Class<?>> types = new ArrayList<>();
    for (Path file : classFiles(under)) {
      String name = classes().relativize(file).toString().replace('\\', '/');
      try {
        String typeName = name.substring(0, name.length() - 6).replace('/', '.');
        types.add(Class.forName(typeName, false, Weaver.class.getClassLoader()));
      } catch (ClassNotFoundException e) {
        throw new AssertionError(e);
      }
    }
    return types;
  }

  static List<Probe> all() {
    List<Probe> probes = new ArrayList<>();
    for (Class<?> type : types("dev/faultline/agent/probe")) {
      if (!Probe.class.isAssignableFrom(type) || Modifier.isAbstract(type.getModifiers())) continue;
      try {
        probes.add((Probe) type.getDeclaredConstructor().newInstance());
      } catch (ReflectiveOperationException e) {
        throw new AssertionError(type.getName(), e);
      }
    }
    return probes;
  }
}
