// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.scale;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Makes class loaders and throws them away, each with classes of its own that are no probe's
 * business. One in five has two that are woven, too, and one in a hundred a task that fails with an
 * exception of its own. Argument: how many.
 */
public final class Loaders {
  private static final String PACKAGE = "dev.faultline.testapps.scale.thrown.";
  private static final Map<String, byte[]> FILES = new HashMap<>();

  private Loaders() {}

  public static void main(String[] args) throws Exception {
    for (String name : new String[] {"Base", "Broken", "Looked", "Own", "Plain", "Woven"}) {
      FILES.put(PACKAGE + name, read(PACKAGE.replace('.', '/') + name + ".class"));
    }
    int count = Integer.parseInt(args[0]);
    Left.awaitGone(make(0, count / 5));
    Left.say("a fifth");
    Left.awaitGone(make(count / 5, count));
    Left.say("all");
  }

  /** Returns those whose exceptions are told, which takes a moment. */
  private static List<WeakReference<?>> make(int from, int to) throws Exception {
    List<WeakReference<?>> told = new ArrayList<>();
    ExecutorService tasks = Executors.newFixedThreadPool(1);
    for (int i = from; i < to; i++) {
      ClassLoader loader = new Thrown(i % 2 == 0);
      ((Runnable) make(loader, "Looked")).run();
      if (i % 5 != 0) continue;
      // First, so that none is woven after it was loaded: HotSpot never counts such a class as
      // unloaded.
      loader.loadClass(PACKAGE + "Base");
      Object woven = make(loader, "Woven");
      if (((DataSource) woven).getConnection() != null) throw new AssertionError();
      ((Runnable) make(loader, "Own")).run(); // a Thread, whose run() is woven
      if (i % 100 != 0) continue;
      fail(tasks, (Runnable) woven);
      told.add(new WeakReference<>(loader));
    }
    // HotSpot may hold the last exception of a thread that lives, with the agent and without.
    tasks.shutdown();
    if (!tasks.awaitTermination(60, TimeUnit.SECONDS)) throw new AssertionError("hangs");
    return told;
  }

  private static void fail(ExecutorService tasks, Runnable task) throws InterruptedException {
    try {
      tasks.submit(task).get();
    } catch (ExecutionException expected) {
      return;
    }
    throw new AssertionError();
  }

  private static Object make(ClassLoader loader, String name) throws ReflectiveOperationException {
    return loader.loadClass(PACKAGE + name).getConstructor().newInstance();
  }

  private static byte[] read(String path) throws IOException {
    try (InputStream in = ClassLoader.getSystemResourceAsStream(path)) {
      if (in == null) throw new IllegalStateException(path);
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      for (int b = in.read(); b >= 0; b = in.read()) all.write(b);
      return all.toByteArray();
    }
  }

  /** Has its classes in memory; half of them show no resources, either. */
  private static final class Thrown extends ClassLoader {
    private final boolean silent;

    Thrown(boolean silent) {
      super(Loaders.class.getClassLoader());
      this.silent = silent;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      byte[] file = FILES.get(name);
      if (file == null) return super.loadClass(name, resolve);
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded != null ? loaded : defineClass(name, file, 0, file.length);
      }
    }

    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
      return silent ? null : super.getResourceAsStream(name);
    }
  }
}
