// SPDX-License-Identifier: Apache-2.0
package dev.faultline.harness;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The JDKs that tests run on: those whose homes are named by the system property or environment
 * variable {@code FAULTLINE_TEST_JDKS}, separated by commas or as paths are; otherwise one of each
 * major version found on this machine.
 */
public final class Jdks {
  /** Names the homes of the JDKs to test on. */
  static final String SETTING = "FAULTLINE_TEST_JDKS";

  /** Versions that are worth a run each when nobody says which: the ones with long support. */
  private static final Set<Integer> TESTED = Set.of(8, 11, 17, 21, 25);

  private static @Nullable List<Jdk> found;

  private Jdks() {}

  /** All of them, oldest first; never empty. Says once, on stdout, which they are. */
  public static synchronized List<Jdk> all() {
    List<Jdk> jdks = found;
    if (jdks == null) {
      String named = named();
      jdks = named == null ? discovered() : parse(named);
      System.out.println("Tests run on " + jdks + (named == null ? " (found)" : " (named)"));
      found = jdks;
    }
    return jdks;
  }

  /** The newest of at most that major version, or the running one when there is none. */
  public static Jdk newestUpTo(int major) {
    Jdk newest = null;
    for (Jdk jdk : all()) {
      if (jdk.major() <= major) newest = jdk;
    }
    return newest == null ? Jdk.current() : newest;
  }

  private static @Nullable String named() {
    String named = System.getProperty(SETTING, System.getenv().getOrDefault(SETTING, ""));
    return named.isBlank() ? null : named;
  }

  static List<Jdk> parse(String homes) {
    List<Jdk> jdks = new ArrayList<>();
    for (String home : homes.split("[," + File.pathSeparator + "]", -1)) {
      if (home.isBlank()) continue;
      Jdk jdk = Jdk.at(Path.of(home.strip()));
      if (jdk == null) throw new IllegalStateException(SETTING + ": no JDK in " + home);
      jdks.add(jdk);
    }
    if (jdks.isEmpty()) throw new IllegalStateException(SETTING + " names no JDK: " + homes);
    jdks.sort((a, b) -> a.major() - b.major());
    return jdks;
  }

  private static List<Jdk> discovered() {
    Map<Integer, Jdk> byMajor = new TreeMap<>();
    for (Path home : candidates()) {
      Jdk jdk = Jdk.at(home);
      if (jdk != null && TESTED.contains(jdk.major())) byMajor.putIfAbsent(jdk.major(), jdk);
    }
    Jdk current = Jdk.current();
    byMajor.putIfAbsent(current.major(), current);
    return List.copyOf(byMajor.values());
  }

  private static Set<Path> candidates() {
    Set<Path> homes = new LinkedHashSet<>();
    homes.add(Jdk.current().home());
    System.getenv()
        .forEach(
            (name, value) -> {
              if (name.matches("JAVA(_?\\d+)?_HOME") && !value.isBlank()) homes.add(Path.of(value));
            });
    addChildren(Path.of("/usr/lib/jvm"), homes);
    Path cache = Path.of(System.getProperty("user.home"), ".cache/faultline-jdks");
    for (Path version : children(cache)) addChildren(version.resolve("usr/lib/jvm"), homes);
    return homes;
  }

  private static void addChildren(Path folder, Set<Path> homes) {
    for (Path child : children(folder)) homes.add(child);
  }

  private static List<Path> children(Path folder) {
    if (!Files.isDirectory(folder)) return List.of();
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
