// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import java.lang.instrument.Instrumentation;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Weaves, a moment later and on a thread of ours, what could not be woven while it was being
 * loaded: classes of the JDK that the weaver itself caused to be loaded (the JVM hides those from
 * the transformer that is at work), and classes whose super types no resource could tell, which are
 * loaded by now and can be asked.
 *
 * <p>Threads that load classes only add to the queue and unpark; all else happens in {@link #run},
 * which waits for nothing, on the thread that comes by for it.
 */
final class SecondLook implements Runnable {
  /** Most that are in doubt at a time; a class that comes then is left as it is. */
  static final int MAX_DOUBTS = 1000;

  /** A class is asked for when it is in doubt for so long; by then it is loaded, or failed to. */
  private static final long[] AGES_NANOS = {
    TimeUnit.MILLISECONDS.toNanos(100), TimeUnit.MILLISECONDS.toNanos(1100)
  };

  private final Instrumentation instrumentation;
  private final LoadedClasses loadedClasses;
  private final SeenNames seen;

  private final Queue<Doubt> doubts = new ConcurrentLinkedQueue<>();
  private final AtomicInteger doubtsLeft = new AtomicInteger(MAX_DOUBTS);
  private final Thread thread;

  /**
   * Names with dots of classes that a rule names, and that the JDK was not found to have loaded.
   */
  private final Set<String> unseen = new HashSet<>();

  private volatile boolean jdkAsked;

  /** After that there is no hurry: this runs from time to time anyway. */
  private volatile boolean hasLooked;

  /** Takes the thread that calls {@link #run} from time to time, and at once when unparked. */
  SecondLook(
      Instrumentation instrumentation,
      LoadedClasses loadedClasses,
      Rules rules,
      SeenNames seen,
      Thread thread) {
    this.instrumentation = instrumentation;
    this.loadedClasses = loadedClasses;
    this.seen = seen;
    this.thread = thread;
    for (String each : rules.exactNames()) unseen.add(each.replace('/', '.'));
  }

  /** Asks for the JDK classes that rules name: some may have been loaded behind our back. */
  void atJdk() {
    if (jdkAsked) return;
    jdkAsked = true;
    if (!hasLooked) LockSupport.unpark(thread);
  }

  /** Asks for a class that is about to be loaded, and of which too little is known. */
  void at(ClassLoader loader, String name) {
    if (doubtsLeft.decrementAndGet() < 0) {
      doubtsLeft.incrementAndGet();
      return;
    }
    doubts.add(new Doubt(loader, name.replace('/', '.')));
    LockSupport.unpark(thread);
  }

  @Override
  public void run() {
    if (jdkAsked) {
      jdkAsked = false; // before looking: what is loaded meanwhile is asked for again
      hasLooked = true;
      lookAtJdk();
    }
    if (!doubts.isEmpty()) settleDoubts();
  }

  /** Classes that are in doubt now. */
  int doubts() {
    return doubts.size();
  }

  /** A loader is asked once for all of its classes: it may have thousands, and as many in doubt. */
  private void settleDoubts() {
    for (List<Doubt> ofOneLoader : due()) resolve(ofOneLoader);
  }

  /** Of each loader those whose time has come. No loader is kept alive by it. */
  private List<List<Doubt>> due() {
    long now = System.nanoTime();
    Map<ClassLoader, List<Doubt>> due = new IdentityHashMap<>();
    int pending = doubts.size();
    for (int i = 0; i < pending; i++) {
      Doubt doubt = doubts.poll();
      if (doubt == null) break;
      ClassLoader loader = doubt.loader.get();
      if (loader == null) {
        doubtsLeft.incrementAndGet();
      } else if (now - doubt.sinceNanos < AGES_NANOS[doubt.looks]) {
        doubts.add(doubt);
      } else {
        due.computeIfAbsent(loader, any -> new ArrayList<>()).add(doubt);
      }
    }
    return new ArrayList<>(due.values());
  }

  /** Weaves what is loaded and was not seen. What is not loaded is left for the application. */
  private void lookAtJdk() {
    List<Class<?>> escaped = new ArrayList<>();
    for (Class<?> each : instrumentation.getInitiatedClasses(null)) {
      String name = each.getName();
      // What is loaded comes by no more: one try, even if it is refused.
      if (unseen.remove(name) && !seen.contains(name.replace('.', '/'))) escaped.add(each);
    }
    loadedClasses.retransform(escaped);
  }

  private void resolve(List<Doubt> ofOneLoader) {
    Map<String, Class<?>> loaded = loaded(ofOneLoader.get(0).loader.get());
    for (Doubt doubt : ofOneLoader) {
      Class<?> type = loaded.get(doubt.name);
      if (type != null) loadedClasses.weaveAgain(type);
      if (type != null || ++doubt.looks == AGES_NANOS.length) {
        doubtsLeft.incrementAndGet();
      } else {
        doubts.add(doubt);
      }
    }
  }

  private Map<String, Class<?>> loaded(@Nullable ClassLoader loader) {
    Map<String, Class<?>> loaded = new HashMap<>();
    if (loader == null) return loaded;
    for (Class<?> type : instrumentation.getInitiatedClasses(loader)) {
      loaded.put(type.getName(), type);
    }
    return loaded;
  }

  private static final class Doubt {
    final WeakReference<ClassLoader> loader;
    final String name;
    final long sinceNanos = System.nanoTime();
    int looks;

    Doubt(ClassLoader loader, String name) {
      this.loader = new WeakReference<>(loader);
      this.name = name;
    }
  }
}
