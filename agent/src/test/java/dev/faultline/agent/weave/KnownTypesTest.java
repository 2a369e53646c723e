// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the table against the JDK this runs on and the servlet API. */
class KnownTypesTest {
  private static List<String> roots() {
    Set<String> roots = new TreeSet<>();
    for (Probe probe : Probes.all()) {
      for (TypeRule rule : probe.rules()) if (rule.subtypes) roots.add(rule.typeName);
    }
    roots.add("java.lang.ClassLoader");
    return new ArrayList<>(roots);
  }

  private final KnownTypes known =
      new KnownTypes(roots().stream().map(r -> r.replace('.', '/')).collect(Collectors.toList()));

  @Test
  void everySubtypeInTheJdk_isKnown() throws Exception {
    List<String> packages = List.of("java.base/java", "java.sql/java", "java.sql/javax/sql");
    for (String each : packages) {
      for (Class<?> type : jdkTypes(each)) {
        if (canBeExtended(type)) assertKnown(type);
      }
    }
  }

  @Test
  void everySubtypeInTheServletApi_isKnown() throws Exception {
    for (String each :
        List.of(
            "GenericServlet",
            "GenericFilter",
            "ServletRequestWrapper",
            "http.HttpServlet",
            "http.HttpFilter",
            "http.HttpServletRequest",
            "http.HttpServletRequestWrapper")) {
      assertKnown(Class.forName("javax.servlet." + each));
    }
  }

  private void assertKnown(Class<?> type) {
    List<String> roots = roots();
    long expected = 0;
    for (int bit = 0; bit < roots.size(); bit++) {
      if (isBelow(type, roots.get(bit))) expected |= 1L << bit;
    }
    long mask = known.find(type.getName().replace('.', '/'));
    // A name that is not in the table is looked up: only java/ is taken for known.
    if (mask == LoaderFacts.UNKNOWN) mask = 0;
    assertThat(mask).as(type.getName()).isEqualTo(expected);
  }

  private static boolean isBelow(Class<?> type, String root) {
    if (type == null) return false;
    if (type.getName().equals(root) || isBelow(type.getSuperclass(), root)) return true;
    for (Class<?> each : type.getInterfaces()) if (isBelow(each, root)) return true;
    return false;
  }

  private static boolean canBeExtended(Class<?> type) {
    return Modifier.isPublic(type.getModifiers()) && !Modifier.isFinal(type.getModifiers());
  }

  private static List<Class<?>> jdkTypes(String module) throws Exception {
    Path root = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules/" + module);
    int skip = "/modules/".length() + module.indexOf('/') + 1;
    try (Stream<Path> files = Files.walk(root)) {
      List<Class<?>> types = new ArrayList<>();
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        String name = file.toString().substring(skip).replace(".class", "").replace('/', '.');
        types.add(Class.forName(name, false, ClassLoader.getPlatformClassLoader()));
      }
      return types;
    }
  }
}
