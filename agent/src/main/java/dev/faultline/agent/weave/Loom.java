// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;

/**
 * Weaves one class file with Byte Buddy's advice, which is loaded together with this class: when
 * the first class is hit, not before. Nothing is loaded or initialized of the application; a class
 * keeps its shape.
 */
final class Loom {
  private final ConcurrentMap<Class<? extends Weaving>, Binding> bindings =
      new ConcurrentHashMap<>();

  /** The woven class file, or null if the type declares no method to weave. */
  byte @Nullable [] weave(@Nullable ClassLoader loader, String name, byte[] file, List<Rule> rules)
      throws ReflectiveOperationException {
    List<Binding> bound = new ArrayList<>();
    for (Rule rule : rules) bound.add(binding(rule));
    TypeFiles files = new TypeFiles(name.replace('/', '.'), file, loader);
    ClassReader reader = new ClassReader(file);
    WovenType type = WovenType.read(reader, files);
    boolean any = false;
    List<List<OwnWrapper>> wrappers = new ArrayList<>();
    for (WovenMethod method : type.methods()) {
      List<OwnWrapper> found = new ArrayList<>(0);
      for (Binding binding : bound) binding.collect(method, found);
      wrappers.add(found);
      any |= !found.isEmpty();
    }
    return any ? Shuttle.weave(reader, type, wrappers) : null;
  }

  private Binding binding(Rule rule) throws ReflectiveOperationException {
    Class<? extends Weaving> weaving = Objects.requireNonNull(rule.weaving, rule.probe);
    Binding binding = bindings.get(weaving);
    if (binding != null) return binding;
    // Not computeIfAbsent: binding loads classes, which must not happen under a lock.
    Binding fresh = Binding.of(rule.probe, weaving);
    Binding other = bindings.putIfAbsent(weaving, fresh);
    return other == null ? fresh : other;
  }
}
