// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers which roots a class is a subtype of, as a bit mask: the n-th root has bit n. A class that
 * is being defined is asked for its header only. Super types that were not seen yet are read as
 * resources through the loader, never loaded: what the JVM loads while a class is being transformed
 * is passed to no transformer of ours. What cannot be read is taken for no subtype, and remembered.
 *
 * <p>Foreign code (a loader's {@code getResourceAsStream}) runs without any lock of ours: a loader
 * that hangs there hangs nobody else.
 */
final class HierarchyIndex {
  /** Beside the roots: something above this type could not be read by the loader that asked. */
  private static final long INCOMPLETE = 1L << 62;

  private static final int MAX_ROOTS = 60;
  private static final int MAX_PARENTS = 32;

  private final KnownTypes known;
  private final MethodNames methods;
  private final Loaders loaders;
  private volatile boolean hasRead;

  /** Takes root names with slashes. */
  HierarchyIndex(List<String> roots, MethodNames methods, Loaders loaders) {
    if (roots.size() > MAX_ROOTS) throw new IllegalArgumentException("roots: more than 60");
    this.known = new KnownTypes(roots);
    this.methods = methods;
    this.loaders = loaders;
  }

  /**
   * The roots above a class that the loader is about to define (or the class itself). Not asked for
   * a class that declares none of the methods any rule is about: it is woven by none, and most
   * super types need never be read. {@linkplain #isIncomplete Incomplete} if a super type could not
   * be read.
   */
  long rootsOf(ClassLoader loader, ClassHeader header) {
    if (!header.hasOnlyObjectAbove() && !header.declaresAny(methods)) return 0;
    return look(loader, header, null);
  }

  static boolean isIncomplete(long mask) {
    return (mask & INCOMPLETE) != 0;
  }

  /** Whether a loader was asked for a class file since this was asked last. */
  boolean hasReadMore() {
    if (!hasRead) return false;
    hasRead = false;
    return true;
  }

  private long look(ClassLoader loader, ClassHeader header, @Nullable Path path) {
    long mask = Math.max(known.find(header.name), 0);
    if (!header.hasOnlyObjectAbove()) mask |= above(loader, header, new Path(header.name, path));
    if (canBeExtended(header)) loaders.of(loader).put(NameHash.of(header.name), mask);
    return mask;
  }

  private long above(ClassLoader loader, ClassHeader header, Path path) {
    long mask = 0;
    if (header.superName != null) mask = superType(loader, header.superName, path);
    for (String each : header.interfaces) mask |= superType(loader, each, path);
    return mask;
  }

  private long superType(ClassLoader loader, String name, Path path) {
    long mask = known.find(name);
    if (mask != LoaderFacts.UNKNOWN) return mask;
    mask = seen(loader, NameHash.of(name));
    if (mask != LoaderFacts.UNKNOWN) return mask;
    if (path.contains(name)) return INCOMPLETE;
    return read(loader, name, path);
  }

  /** What the loader itself knows, or a parent: but not what a parent could not find. */
  private long seen(ClassLoader loader, long hash) {
    long mask = loaders.of(loader).find(hash);
    ClassLoader parent = loader;
    for (int i = 0; mask == LoaderFacts.UNKNOWN && i < MAX_PARENTS; i++) {
      parent = Resources.parent(parent);
      if (parent == null) break;
      LoaderFacts facts = loaders.existing(parent);
      long answer = facts == null ? LoaderFacts.UNKNOWN : facts.find(hash);
      if ((answer & INCOMPLETE) == 0) mask = answer;
    }
    return mask;
  }

  private long read(ClassLoader loader, String name, Path path) {
    ClassHeader header = header(loader, name);
    hasRead = true; // not before: whoever is told now looks for what has been loaded
    if (header != null) return look(loader, header, path);
    loaders.of(loader).put(NameHash.of(name), INCOMPLETE);
    return INCOMPLETE;
  }

  private static @Nullable ClassHeader header(ClassLoader loader, String name) {
    byte[] file = Resources.classFile(loader, name);
    if (file == null) return null;
    try {
      ClassHeader header = ClassHeader.read(file);
      return header.name.equals(name) ? header : null;
    } catch (RuntimeException notAClassFile) {
      return null;
    }
  }

  /** Not a promise: what is not remembered is read again when somebody extends it after all. */
  private static boolean canBeExtended(ClassHeader header) {
    if (header.isFinal() || header.hasNoCode()) return false;
    char last = header.name.charAt(header.name.length() - 1);
    return last < '0' || last > '9' || header.name.indexOf('$') < 0; // not an anonymous class
  }

  /** The types on the way from the class that was asked for: a class file may claim a circle. */
  private static final class Path {
    private final String name;
    private final @Nullable Path below;

    Path(String name, @Nullable Path below) {
      this.name = name;
      this.below = below;
    }

    boolean contains(String other) {
      for (Path each = this; each != null; each = each.below) {
        if (each.name.equals(other)) return true;
      }
      return false;
    }
  }
}
