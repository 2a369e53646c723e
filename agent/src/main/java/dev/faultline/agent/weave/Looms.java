// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import dev.faultline.bootstrap.AgentClassLoader;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Has a {@link Loom} while there is something to weave. It is in a class loader of its own, with
 * Byte Buddy and all that is bound, and is let go once nothing was woven for a while: most
 * applications have loaded by then all that there is to weave.
 */
final class Looms {
  private static final String LOOM = "dev.faultline.agent.weave.Loom";
  private static final String SHARED = "dev.faultline.agent.weave.ClassWeaver";
  private static final String[] OWN = {
    "net.bytebuddy.", "dev.faultline.agent.weave.", "dev.faultline.agent.probe."
  };

  static final long FIRST_QUIET_NANOS = TimeUnit.SECONDS.toNanos(30);

  /** Each time that it was let go too early, it is kept so many times as long. */
  private static final int LONGER = 4;

  private static final long MOST_QUIET_NANOS = TimeUnit.DAYS.toNanos(1);

  private final LongSupplier nanoTime;

  /** Made at the first hit. Two threads may make one each: the loser's is thrown away. */
  private volatile @Nullable ClassWeaver loom;

  private volatile long wovenAt;

  /** Read and written by the thread that lets go. */
  private long quietNanos = FIRST_QUIET_NANOS;

  Looms(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  byte @Nullable [] weave(@Nullable ClassLoader loader, String name, byte[] file, List<Rule> rules)
      throws ReflectiveOperationException {
    String[] probes = new String[rules.size()];
    String[] weavings = new String[probes.length];
    for (int i = 0; i < probes.length; i++) {
      Rule rule = rules.get(i);
      probes[i] = rule.probe;
      weavings[i] = Objects.requireNonNull(rule.weaving, rule.probe).getName();
    }
    wovenAt = nanoTime.getAsLong();
    return loom().weave(loader, name, file, probes, weavings);
  }

  private ClassWeaver loom() throws ReflectiveOperationException {
    ClassWeaver made = loom;
    if (made == null) {
      made = make();
      loom = made;
    }
    return made;
  }

  private static ClassWeaver make() throws ReflectiveOperationException {
    ClassLoader loader = Looms.class.getClassLoader();
    if (loader instanceof AgentClassLoader) {
      loader = ((AgentClassLoader) loader).apart(OWN, SHARED);
    }
    java.lang.reflect.Constructor<?> constructor =
        Class.forName(LOOM, true, loader).getDeclaredConstructor();
    constructor.setAccessible(true);
    return (ClassWeaver) constructor.newInstance();
  }

  /** Lets go of the loom if it was not needed for long. For one thread. */
  void letGo() {
    if (loom == null || nanoTime.getAsLong() - wovenAt < quietNanos) return;
    loom = null;
    quietNanos = Math.min(LONGER * quietNanos, MOST_QUIET_NANOS);
  }

  boolean hasLoom() {
    return loom != null;
  }
}
