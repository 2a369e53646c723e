// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.servlet;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessLoaderTest {
  private final ClassLoader loader =
      new AccessLoader(AccessLoaderTest.class.getClassLoader(), "javax/servlet/");

  @ParameterizedTest
  @ValueSource(classes = {String.class, ServletAccess.class})
  void load_waitsForNobodyWhoHoldsTheLoader(Class<?> type) throws Exception {
    Class<?> loaded;
    synchronized (loader) {
      loaded = CompletableFuture.supplyAsync(() -> load(type.getName())).get(10, SECONDS);
    }
    assertThat(loaded.getName()).isEqualTo(type.getName());
  }

  @Test
  void loadClass_definesItsOwnOnce() throws Exception {
    String own = ServletAccess.class.getName();
    Class<?> first = loader.loadClass(own);
    assertThat(first.getClassLoader()).isSameAs(loader);
    assertThat(loader.loadClass(own)).isSameAs(first);
  }

  /** As the JVM does for a class that another names. */
  private Class<?> load(String name) {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
