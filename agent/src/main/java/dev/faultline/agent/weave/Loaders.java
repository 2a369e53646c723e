// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** The {@link LoaderFacts} of every class loader seen and still alive. */
final class Loaders {
  /**
   * Loaders of generated code: scripts, reflection's accessors, other agents; extensions of ours.
   */
  private static final Set<String> IGNORED =
      new HashSet<>(
          Arrays.asList(
              "sun.reflect.DelegatingClassLoader",
              "jdk.internal.reflect.DelegatingClassLoader",
              "sun.reflect.misc.MethodUtil",
              "groovy.lang.GroovyClassLoader",
              "groovy.lang.GroovyClassLoader$InnerLoader",
              "org.codehaus.groovy.runtime.callsite.CallSiteClassLoader",
              "org.codehaus.groovy.reflection.SunClassLoader",
              "jdk.nashorn.internal.runtime.ScriptLoader",
              "jdk.nashorn.internal.runtime.StructureLoader",
              "org.openjdk.nashorn.internal.runtime.ScriptLoader",
              "org.openjdk.nashorn.internal.runtime.StructureLoader",
              "org.mozilla.javascript.DefiningClassLoader",
              "dev.faultline.agent.ship.ExtensionClassLoader",
              "dev.faultline.bootstrap.AgentClassLoader",
              "io.opentelemetry.javaagent.bootstrap.AgentClassLoader",
              "datadog.trace.bootstrap.DatadogClassLoader",
              "co.elastic.apm.agent.premain.ShadedClassLoader",
              "com.newrelic.bootstrap.BootstrapLoader",
              "com.newrelic.bootstrap.BootstrapAgent$JVMAgentClassLoader"));

  private static final String PLATFORM = "jdk.internal.loader.ClassLoaders$PlatformClassLoader";

  private final ConcurrentMap<LoaderFacts, LoaderFacts> all = new ConcurrentHashMap<>();
  private final ReferenceQueue<ClassLoader> dead = new ReferenceQueue<>();

  /** The loader asked for last: classes come in runs. A stale value costs a look-up. */
  private volatile @Nullable LoaderFacts last;

  /** Never null, never blocks, calls nothing of the loader's. */
  LoaderFacts of(ClassLoader loader) {
    LoaderFacts facts = last;
    if (facts != null && facts.areAbout(loader)) return facts;
    facts = lookUp(loader);
    last = facts;
    return facts;
  }

  /** Only if it was seen before. */
  @Nullable LoaderFacts existing(ClassLoader loader) {
    return all.get(new LoaderFacts(loader, false, null));
  }

  private LoaderFacts lookUp(ClassLoader loader) {
    expunge();
    LoaderFacts known = existing(loader);
    if (known != null) return known;
    LoaderFacts fresh = new LoaderFacts(loader, isIgnored(loader), dead);
    LoaderFacts other = all.putIfAbsent(fresh, fresh);
    return other == null ? fresh : other;
  }

  @SuppressWarnings("ReferenceEquality") // our own loader is one object
  private static boolean isIgnored(ClassLoader loader) {
    return loader == ownLoader() || IGNORED.contains(loader.getClass().getName());
  }

  /**
   * Our own loader, if it holds nothing else: where the agent lies on the class path of the
   * application, as in unit tests, that loader is the application's.
   */
  private static @Nullable ClassLoader ownLoader() {
    ClassLoader own = Loaders.class.getClassLoader();
    return own == ClassLoader.getSystemClassLoader() ? null : own;
  }

  /** Whether the JDK's own classes come from there. */
  static boolean isJdk(@Nullable ClassLoader loader) {
    return loader == null || loader.getClass().getName().equals(PLATFORM);
  }

  /** Forgets those that are gone; an application that loads no more classes has no other call. */
  void expunge() {
    for (Reference<?> gone = dead.poll(); gone != null; gone = dead.poll()) all.remove(gone);
  }

  int size() {
    return all.size();
  }
}
