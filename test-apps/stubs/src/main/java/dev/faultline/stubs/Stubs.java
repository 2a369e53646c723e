// SPDX-License-Identifier: Apache-2.0
package dev.faultline.stubs;

import java.lang.reflect.Constructor;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.StubMethod;
import net.bytebuddy.matcher.ElementMatchers;

/** Completes an abstract class with methods that do nothing, as a class like any other. */
final class Stubs {
  private Stubs() {}

  static <T> Constructor<? extends T> complete(Class<T> type) {
    try {
      return new ByteBuddy()
          .subclass(type)
          .name(type.getName() + "Stub")
          .method(ElementMatchers.isAbstract())
          .intercept(StubMethod.INSTANCE)
          .make()
          .load(type.getClassLoader(), ClassLoadingStrategy.Default.WRAPPER)
          .getLoaded()
          .getConstructor();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  static <T> T make(Constructor<? extends T> constructor) {
    try {
      return constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
