// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.Callable;

/** Calls by proxies, reflection and method handles, for which JVMs make code as they run. */
final class ShapesOfReflection {
  private ShapesOfReflection() {}

  static void addProxies(Rows rows) {
    rows.add("proxy-first", Dying.of(name -> proxied(name)));
    rows.add("proxy-second", Dying.of(name -> proxied(name, Runnable.class)));
    rows.add("proxy-ownInterface", Dying.of(name -> proxied(name, Dying.Body.class)));
    rows.add("proxy_wrapsWhatIsChecked", Dying.of(ShapesOfReflection::undeclared));
  }

  static void addReflection(Rows rows) {
    rows.add("method-calledOnce", Dying.of(name -> reflect(name, 1)));
    rows.add("method-calledOften", Dying.of(name -> reflect(name, 50)));
    rows.add("constructor-calledOnce", Dying.of(name -> construct(name, 1)));
    rows.add("constructor-calledOften", Dying.of(name -> construct(name, 50)));
    rows.add("handle-calledOnce", Dying.of(name -> handle(name, 1)));
    rows.add("handle-calledOften", Dying.of(name -> handle(name, 500)));
  }

  /** By a proxy of a class of its own for each set of interfaces. */
  private static void proxied(String name, Class<?>... more) throws Exception {
    Class<?>[] types = new Class<?>[more.length + 1];
    types[0] = Callable.class;
    System.arraycopy(more, 0, types, 1, more.length);
    ((Callable<?>) proxy((proxy, method, arguments) -> Dying.failing(name), types)).call();
  }

  private static void undeclared(String name) {
    ((Runnable) proxy((proxy, method, arguments) -> checked(name), Runnable.class)).run();
  }

  private static Object proxy(InvocationHandler handler, Class<?>... types) {
    return Proxy.newProxyInstance(ShapesOfReflection.class.getClassLoader(), types, handler);
  }

  private static Object checked(String name) throws IOException {
    throw new IOException(name);
  }

  /** The JVM makes code for what is called by reflection more than 15 times; some do so at once. */
  private static void reflect(String name, int times) throws ReflectiveOperationException {
    Method method =
        ShapesOfReflection.class.getDeclaredMethod("failAtLast", String.class, int.class);
    for (int left = times - 1; left >= 0; left--) method.invoke(null, name, left);
  }

  static void failAtLast(String name, int left) {
    if (left == 0) throw new IllegalStateException(name);
  }

  private static void construct(String name, int times) throws ReflectiveOperationException {
    Constructor<?> made = Failed.class.getDeclaredConstructor(String.class, int.class);
    for (int left = times - 1; left >= 0; left--) made.newInstance(name, left);
  }

  private static final class Failed {
    Failed(String name, int left) {
      failAtLast(name, left);
    }
  }

  private static void handle(String name, int times) throws Throwable {
    MethodHandle handle =
        MethodHandles.lookup()
            .findStatic(
                ShapesOfReflection.class,
                "failAtLast",
                MethodType.methodType(void.class, String.class, int.class));
    for (int left = times - 1; left >= 0; left--) handle.invoke(name, left);
  }
}
