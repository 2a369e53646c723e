// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was woven, what could not be and why, and which class loaders were left alone. Bounded: of
 * each kind the first {@value #MAX_ENTRIES} are kept, the rest only counted. Thread-safe; holds
 * text alone, so that no class or loader is kept alive by it.
 */
public final class WeaveReport {
  static final int MAX_ENTRIES = 2000;

  private static final String[] KINDS = {"woven", "failed", "skipped"};

  private final List<Set<String>> entries = new ArrayList<>();
  private final long[] beyond = new long[KINDS.length];

  WeaveReport() {
    for (int i = 0; i < KINDS.length; i++) entries.add(new LinkedHashSet<>());
  }

  void woven(String typeName, @Nullable ClassLoader loader, List<Rule> rules) {
    StringBuilder line = new StringBuilder(line(typeName, loader));
    String last = "";
    for (Rule rule : rules) {
      if (!rule.probe.equals(last)) line.append(' ').append(rule.probe);
      last = rule.probe;
    }
    add(0, line.toString());
  }

  void failed(String typeName, @Nullable ClassLoader loader, Throwable reason) {
    add(1, line(typeName, loader) + ' ' + trace(reason));
  }

  void skipped(ClassLoader loader, String reason) {
    add(2, name(loader) + ' ' + reason);
  }

  private void add(int kind, String line) {
    synchronized (entries) {
      if (entries.get(kind).contains(line)) return;
      if (entries.get(kind).size() < MAX_ENTRIES) entries.get(kind).add(line);
      else beyond[kind]++;
    }
  }

  private static String line(String typeName, @Nullable ClassLoader loader) {
    return typeName.replace('/', '.') + ' ' + name(loader);
  }

  /** Class and identity: a loader's own toString is foreign code. */
  private static String name(@Nullable ClassLoader loader) {
    if (loader == null) return "bootstrap";
    return loader.getClass().getName() + '@' + Integer.toHexString(System.identityHashCode(loader));
  }

  private static String describe(Throwable reason) {
    String text = reason.getClass().getName() + ": " + reason.getMessage();
    return text.replace('\n', ' ').replace('\r', ' ');
  }

  /** A failure and where it came from, in one line. */
  static String trace(@Nullable Throwable failure) {
    if (failure == null) return "nothing";
    StringBuilder text = new StringBuilder(describe(failure));
    StackTraceElement[] stack = failure.getStackTrace();
    for (int i = 0; i < Math.min(stack.length, 12); i++) text.append(" at ").append(stack[i]);
    return text.toString();
  }

  /** Lines "type loader probe...", one a woven class. */
  public List<String> woven() {
    return copy(0);
  }

  /** Lines "type loader reason", one a class that should have been woven and was not. */
  public List<String> failed() {
    return copy(1);
  }

  /** Lines "loader reason", one a class loader whose classes are left alone. */
  public List<String> skipped() {
    return copy(2);
  }

  private List<String> copy(int kind) {
    synchronized (entries) {
      return Collections.unmodifiableList(new ArrayList<>(entries.get(kind)));
    }
  }

  /** All of it: lines that begin with {@code woven}, {@code failed} or {@code skipped}. */
  public String text() {
    StringBuilder text = new StringBuilder();
    synchronized (entries) {
      for (int kind = 0; kind < KINDS.length; kind++) {
        for (String line : entries.get(kind)) {
          text.append(KINDS[kind]).append(' ').append(line).append('\n');
        }
        if (beyond[kind] > 0) {
          text.append(KINDS[kind]).append(" and ").append(beyond[kind]).append(" more\n");
        }
      }
    }
    return text.toString();
  }
}
