// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import dev.faultline.bootstrap.AgentClassLoader;
import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Has a {@link Loom} and a {@link HandLoom} while there is something to weave. They are in a class
 * loader of their own, with ASM, Byte Buddy and all that is bound, and are let go once nothing was
 * woven for a while: most applications have loaded by then all that there is to weave.
 */
final class Looms {
  private static final String LOOM = "dev.faultline.agent.weave.Loom";
  private static final String HAND_LOOM = "dev.faultline.agent.weave.HandLoom";
  private static final String SHARED = "dev.faultline.agent.weave.ClassWeaver";
  private static final String[] OWN = {
    "org.objectweb.asm.",
    "net.bytebuddy.",
    "dev.faultline.agent.weave.",
    "dev.faultline.agent.probe."
  };

  static final long FIRST_QUIET_NANOS = TimeUnit.SECONDS.toNanos(30);

  /** Each time that it was let go too early, it is kept so many times as long. */
  private static final int LONGER = 4;

  private static final long MOST_QUIET_NANOS = TimeUnit.DAYS.toNanos(1);

  private final LongSupplier nanoTime;

  /** Made at the first hit. Two threads may make one each: the loser's is thrown away. */
  private volatile @Nullable Room room;

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
    return room().loom().weave(loader, name, file, probes, weavings);
  }

  byte @Nullable [] weaveByHand(String name, byte[] file, Class<? extends Rewriting> rewriting)
      throws ReflectiveOperationException {
    String[] weavings = {rewriting.getName()};
    return room().handLoom().weave(null, name, file, new String[0], weavings);
  }

  private Room room() {
    wovenAt = nanoTime.getAsLong();
    Room there = room;
    if (there == null) {
      there = new Room();
      room = there;
    }
    return there;
  }

  /** Lets go of the looms if they were not needed for long. For one thread. */
  void letGo() {
    if (room == null || nanoTime.getAsLong() - wovenAt < quietNanos) return;
    room = null;
    quietNanos = Math.min(LONGER * quietNanos, MOST_QUIET_NANOS);
  }

  boolean hasLoom() {
    return room != null;
  }

  /** A class loader and the looms in it, each made when it is first needed. */
  private static final class Room {
    private final @Nullable ClassLoader loader;
    private volatile @Nullable ClassWeaver loom;
    private volatile @Nullable ClassWeaver handLoom;

    Room() {
      ClassLoader own = Looms.class.getClassLoader();
      loader = own instanceof AgentClassLoader ? ((AgentClassLoader) own).apart(OWN, SHARED) : own;
    }

    ClassWeaver loom() throws ReflectiveOperationException {
      ClassWeaver made = loom;
      if (made == null) {
        made = make(LOOM);
        loom = made;
      }
      return made;
    }

    ClassWeaver handLoom() throws ReflectiveOperationException {
      ClassWeaver made = handLoom;
      if (made == null) {
        made = make(HAND_LOOM);
        handLoom = made;
      }
      return made;
    }

    private ClassWeaver make(String name) throws ReflectiveOperationException {
      Constructor<?> constructor = Class.forName(name, true, loader).getDeclaredConstructor();
      constructor.setAccessible(true);
      return (ClassWeaver) constructor.newInstance();
    }
  }
}
