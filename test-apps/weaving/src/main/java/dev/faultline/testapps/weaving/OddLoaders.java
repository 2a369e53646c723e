// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.weaving;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Loads a driver through an odd class loader, and stays. */
public final class OddLoaders {
  /** As text: a literal would have the classes loaded by another loader first. */
  private static final String PACKAGE = "dev.faultline.testapps.weaving.";

  private OddLoaders() {}

  public static void main(String[] arguments) throws Exception {
    ClassLoader loader = arguments[0].equals("silent") ? new Silent() : new Busy();
    Class.forName(PACKAGE + "Late", true, loader).getDeclaredConstructor().newInstance();
    System.out.println("loaded");
    Thread.sleep(Long.MAX_VALUE);
  }

  /** Reads what the application's class loader has, and defines it itself. */
  private abstract static class Odd extends ClassLoader {
    Odd() {
      super(ClassLoader.getSystemClassLoader().getParent());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] file = read(name.replace('.', '/') + ".class");
      return defineClass(name, file, 0, file.length);
    }

    private byte[] read(String path) throws ClassNotFoundException {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      try (InputStream in = OddLoaders.class.getClassLoader().getResourceAsStream(path)) {
        if (in == null) throw new ClassNotFoundException(path);
        for (int b = in.read(); b >= 0; b = in.read()) all.write(b);
      } catch (IOException e) {
        throw new ClassNotFoundException(path, e);
      }
      return all.toByteArray();
    }
  }

  /** Has its classes in memory, and no resource. */
  private static final class Silent extends Odd {
    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
      return null;
    }
  }

  /** Is the first to need a class of the JDK, when it is asked for a resource. */
  private static final class Busy extends Odd {
    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
      FutureTask<String> lookup = new FutureTask<>(() -> name);
      lookup.run();
      return OddLoaders.class.getClassLoader().getResourceAsStream(name);
    }
  }
}
