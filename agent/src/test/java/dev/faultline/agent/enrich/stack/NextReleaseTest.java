// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the compiler numbers anew when something else was added to a class changes no fault. */
class NextReleaseTest {
  private static final String ADDED =
      """
        static Runnable added() { return () -> System.out.println(new Object() {}); }
        static void add() { class Order {} System.out.println(new Order()); }
        static Runnable create(int number) { return () -> System.out.println(number); }
      """;

  private static final String ORDERS =
      """
      package com.shop;
      public class Orders {
        %s
        static void fail() { throw new IllegalStateException(); }
        static Runnable create() { %s return () -> fail(); }
        public static void lambda() { create().run(); }
        public static void anonymous() {
          new Runnable() { public void run() { fail(); } }.run();
        }
        public static void local() {
          class Order { void take() { fail(); } }
          new Order().take();
        }
        public static void inner() { new Inner().take(); }
        private static class Inner { private void take() { fail(); } }
      }
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"lambda", "anonymous", "local", "inner"})
  void nextRelease_hasTheSameFault(String method) throws Exception {
    Throwable before = thrownBy(ORDERS.formatted("", ""), method, "8");
    Throwable after =
        thrownBy(ORDERS.formatted(ADDED, "Runnable more = () -> {}; more.run();"), method, "17");
    assertThat(after.getStackTrace()[0]).isNotEqualTo(before.getStackTrace()[0]); // another line
    Fingerprint fingerprint = new Fingerprint(List.of("com.shop."));
    assertThat(fingerprint.of(after, "")).isEqualTo(fingerprint.of(before, ""));
  }

  private Throwable thrownBy(String source, String method, String release) throws Exception {
    Path classes = folder.resolve(release);
    compile(source, classes, release);
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, null)) {
      loader.loadClass("com.shop.Orders").getMethod(method).invoke(null);
      throw new AssertionError("nothing thrown");
    } catch (java.lang.reflect.InvocationTargetException e) {
      return e.getCause();
    }
  }

  private static void compile(String source, Path classes, String release) throws Exception {
    java.nio.file.Files.createDirectories(classes);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    JavaFileObject file =
        new SimpleJavaFileObject(
            URI.create("string:///com/shop/Orders.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    List<String> options =
        List.of("--release", release, "-proc:none", "-nowarn", "-d", classes.toString());
    try (var files = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
      assertThat(compiler.getTask(null, files, null, options, null, List.of(file)).call()).isTrue();
    }
  }
}
