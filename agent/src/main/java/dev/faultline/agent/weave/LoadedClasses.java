// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;

/** Sends classes that were loaded before we looked, or behind our back, through the weaver. */
final class LoadedClasses {
  private final Instrumentation instrumentation;
  private final Rules rules;
  private final WeaveReport report;

  LoadedClasses(Instrumentation instrumentation, Rules rules, WeaveReport report) {
    this.instrumentation = instrumentation;
    this.rules = rules;
    this.report = report;
  }

  /** All that match. Loaders first, because the others may need them to reach the hooks. */
  void weaveAgain() {
    List<Class<?>> classLoaders = new ArrayList<>();
    List<Class<?>> others = new ArrayList<>();
    for (Class<?> each : instrumentation.getAllLoadedClasses()) {
      try {
        long mask = candidate(each);
        if (mask != 0) (Rules.isLoader(mask) ? classLoaders : others).add(each);
      } catch (Throwable broken) { // a class whose super types do not resolve
        report.failed(each.getName(), each.getClassLoader(), broken);
      }
    }
    retransform(classLoaders);
    retransform(others);
  }

  /** This one, if it matches. */
  void weaveAgain(Class<?> type) {
    try {
      if (candidate(type) != 0) retransform(type);
    } catch (Throwable broken) {
      report.failed(type.getName(), type.getClassLoader(), broken);
    }
  }

  /** The mask of a class that a rule is for (negative if only by its name), or 0. */
  private long candidate(Class<?> type) {
    if (type.isArray() || type.isPrimitive() || type.isAnnotation()) return 0;
    String name = type.getName().replace('.', '/');
    if (Names.areIgnored(name)) return 0;
    long mask = Loaders.isJdk(type.getClassLoader()) ? 0 : rules.rootsOf(type);
    if (mask == 0 && rules.nameExactly(name)) mask = Long.MIN_VALUE;
    return mask != 0 && instrumentation.isModifiableClass(type) ? mask : 0;
  }

  /** One batch; if the JVM refuses it, one class at a time, so that one bad class stays alone. */
  void retransform(List<Class<?>> types) {
    if (types.isEmpty()) return;
    try {
      instrumentation.retransformClasses(types.toArray(new Class<?>[0]));
    } catch (Throwable refused) {
      for (Class<?> each : types) retransform(each);
    }
  }

  private void retransform(Class<?> type) {
    try {
      instrumentation.retransformClasses(type);
    } catch (Throwable refused) {
      report.failed(type.getName(), type.getClassLoader(), refused);
    }
  }
}
