// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.thrown;

import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.dynamic.scaffold.subclass.ConstructorStrategy;

/** Throwables as one meets them, and worse. */
public final class Throwables {
  private Throwables() {}

  public static StackTraceElement frame(String type, String method) {
    return frame(type, method, 1);
  }

  public static StackTraceElement frame(String type, String method, int line) {
    return new StackTraceElement(type, method, "Source.java", line);
  }

  public static <T extends Throwable> T at(T throwable, StackTraceElement... frames) {
    throwable.setStackTrace(frames);
    return throwable;
  }

  /** {@code "com.shop.Orders#create"} and so on. */
  public static <T extends Throwable> T at(T throwable, String... frames) {
    StackTraceElement[] elements = new StackTraceElement[frames.length];
    for (int i = 0; i < frames.length; i++) {
      int hash = frames[i].indexOf('#');
      elements[i] = frame(frames[i].substring(0, hash), frames[i].substring(hash + 1), i + 1);
    }
    return at(throwable, elements);
  }

  public static RuntimeException stackless(String message) {
    return new RuntimeException(message, null, false, false) {};
  }

  /** Of a class of that name, made on the spot. The parent has a constructor that takes a text. */
  public static <T extends Throwable> T named(String name, Class<T> parent, String message) {
    try {
      return new ByteBuddy()
          .subclass(parent, ConstructorStrategy.Default.IMITATE_SUPER_CLASS_PUBLIC)
          .name(name)
          .make()
          .load((ClassLoader) null, ClassLoadingStrategy.Default.WRAPPER) // whatever tests have
          .getLoaded()
          .getConstructor(String.class)
          .newInstance(message);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** Throws from every method that may be overridden. */
  public static final class Hostile extends RuntimeException {
    public int calls;

    @Override
    public String getMessage() {
      calls++;
      throw new IllegalStateException("no message for you");
    }

    @Override
    public String toString() {
      throw new AssertionError("toString was called");
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      calls++;
      throw new StackOverflowError();
    }

    @Override
    public synchronized Throwable getCause() {
      calls++;
      throw new NullPointerException();
    }

    @Override
    public boolean equals(Object other) {
      throw new AssertionError("equals was called");
    }

    @Override
    public int hashCode() {
      throw new AssertionError("hashCode was called");
    }
  }

  /** Has a new cause each time it is asked, for ever. */
  public static final class Bottomless extends RuntimeException {
    @Override
    public synchronized Throwable getCause() {
      return new Bottomless();
    }
  }
}
