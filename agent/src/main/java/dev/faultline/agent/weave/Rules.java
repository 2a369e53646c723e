// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All rules of all probes, in the two forms a class is held against: its name and its roots. */
final class Rules {
  private final Map<String, List<Rule>> exact = new HashMap<>();
  private final Map<String, List<Rule>> byRoot = new LinkedHashMap<>();
  private final List<List<Rule>> byBit = new ArrayList<>();

  /** What a class must declare one of to be woven by a rule about subtypes. */
  private @Nullable MethodNames methods;

  private final Map<String, Integer> bits = new HashMap<>();

  Rules(List<Probe> probes) {
    // Loaders come first: other classes cannot be woven where the hooks are out of reach.
    add(
        BootReach.PROBE,
        TypeRule.subtypesOf("java.lang.ClassLoader", LoaderWeaving.class, "loadClass"));
    for (Probe probe : probes) {
      for (TypeRule rule : probe.rules()) add(probe.probeSwitch().probe, rule);
    }
    byBit.addAll(byRoot.values());
    for (String root : byRoot.keySet()) bits.put(root.replace('/', '.'), bits.size());
  }

  private void add(String probe, TypeRule rule) {
    String name = rule.typeName.replace('.', '/');
    Map<String, List<Rule>> rules = rule.subtypes ? byRoot : exact;
    List<Rule> sameName = rules.get(name);
    if (sameName == null) {
      sameName = new ArrayList<>();
      rules.put(name, sameName);
    }
    Rule added = new Rule(probe, rule);
    sameName.add(added);
    if (rule.subtypes) methods = methods == null ? added.methods : methods.or(added.methods);
  }

  /** Names with slashes; the n-th is bit n of a mask. */
  List<String> roots() {
    return new ArrayList<>(byRoot.keySet());
  }

  /** Every method name of every rule about subtypes. */
  MethodNames methods() {
    return methods == null ? MethodNames.ANY : methods;
  }

  boolean nameExactly(String name) {
    return exact.containsKey(name);
  }

  Set<String> exactNames() {
    return exact.keySet();
  }

  /** The rules for a class by its name alone. */
  List<Rule> naming(String name) {
    return exact.getOrDefault(name, Collections.emptyList());
  }

  /** The rules for a class of the application; empty for nearly all. */
  List<Rule> matching(ClassHeader header, long mask) {
    List<Rule> byName = naming(header.name);
    if (mask == 0) return byName;
    List<Rule> all = new ArrayList<>(byName);
    for (int bit = 0; bit < byBit.size(); bit++) {
      if ((mask & (1L << bit)) == 0) continue;
      for (Rule rule : byBit.get(bit)) {
        if (header.declaresAny(rule.methods)) all.add(rule);
      }
    }
    return all;
  }

  /** The mask of a class that is loaded: its super types are there to be asked. */
  long rootsOf(Class<?> type) {
    long mask = 0;
    Integer bit = bits.get(type.getName());
    if (bit != null) mask = 1L << bit;
    for (Class<?> each : type.getInterfaces()) mask |= rootsOf(each);
    Class<?> superclass = type.getSuperclass();
    return superclass == null ? mask : mask | rootsOf(superclass);
  }

  /** Whether the roots of the mask include {@code java.lang.ClassLoader}. */
  static boolean isLoader(long mask) {
    return (mask & 1) != 0;
  }
}
