// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.TypeResolutionStrategy;
import net.bytebuddy.dynamic.VisibilityBridgeStrategy;
import net.bytebuddy.dynamic.scaffold.InstrumentedType;
import net.bytebuddy.dynamic.scaffold.MethodGraph;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/**
 * Weaves one class file with Byte Buddy, which is loaded together with this class: when the first
 * class is hit, not before. Nothing is loaded or initialized of the application; a class keeps its
 * shape.
 */
final class Loom {
  private final ByteBuddy byteBuddy =
      new ByteBuddy()
          .with(TypeValidation.DISABLED)
          .with(MethodGraph.Compiler.ForDeclaredMethods.INSTANCE)
          .with(VisibilityBridgeStrategy.Default.NEVER)
          .with(InstrumentedType.Factory.Default.FROZEN)
          .with(Implementation.Context.Disabled.Factory.INSTANCE);

  private final ConcurrentMap<Class<? extends Weaving>, Binding> bindings =
      new ConcurrentHashMap<>();

  /** The woven class file, or null if the type declares no method to weave. */
  byte @Nullable [] weave(@Nullable ClassLoader loader, String name, byte[] file, List<Rule> rules)
      throws ReflectiveOperationException {
    String typeName = name.replace('/', '.');
    TypeFiles files = new TypeFiles(typeName, file, loader);
    TypePool pool =
        new TypePool.Default.WithLazyResolution(
            new TypePool.CacheProvider.Simple(), files, TypePool.Default.ReaderMode.FAST);
    TypeDescription type = pool.describe(typeName).resolve();
    List<AsmVisitorWrapper> visitors = new ArrayList<>();
    for (Rule rule : rules) binding(rule).collect(type, visitors);
    if (visitors.isEmpty()) return null;
    return decorate(type, files, pool, visitors);
  }

  private byte[] decorate(
      TypeDescription type, TypeFiles files, TypePool pool, List<AsmVisitorWrapper> visitors) {
    DynamicType.Builder<?> builder = byteBuddy.decorate(type, files);
    for (AsmVisitorWrapper visitor : visitors) builder = builder.visit(visitor);
    return builder.make(TypeResolutionStrategy.Disabled.INSTANCE, pool).getBytes();
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
