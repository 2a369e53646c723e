// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;

/**
 * Weaves one class file with Byte Buddy's advice, which is loaded together with this class: when
 * the first class is hit, not before. Nothing is loaded or initialized of the application; a class
 * keeps its shape.
 */
final class Loom implements ClassWeaver {
  private final ConcurrentMap<String, Binding> bindings = new ConcurrentHashMap<>();

  @Override
  public byte @Nullable [] weave(
      @Nullable ClassLoader loader, String name, byte[] file, String[] probes, String[] weavings)
      throws ReflectiveOperationException {
    List<Binding> bound = new ArrayList<>();
    for (int i = 0; i < weavings.length; i++) bound.add(binding(probes[i], weavings[i]));
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

  private Binding binding(String probe, String weaving) throws ReflectiveOperationException {
    Binding binding = bindings.get(weaving);
    if (binding != null) return binding;
    // Not computeIfAbsent: binding loads classes, which must not happen under a lock.
    Class<?> type = Class.forName(weaving, true, Loom.class.getClassLoader());
    Binding fresh = Binding.of(probe, type.asSubclass(Weaving.class));
    Binding other = bindings.putIfAbsent(weaving, fresh);
    return other == null ? fresh : other;
  }
}
