// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave.access;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.probe.logging.Log4jAccess;
import dev.faultline.agent.probe.servlet.ServletAccess;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessLoaderTest {
  private static final ClassLoader API = AccessLoaderTest.class.getClassLoader();

  private final AccessLoader loader = new AccessLoader(ServletAccess.class, API);

  @ParameterizedTest
  @ValueSource(classes = {String.class, ServletAccess.class})
  void load_waitsForNobodyWhoHoldsTheLoader(Class<?> type) throws Exception {
    Class<?> loaded;
    synchronized (loader) {
      loaded = CompletableFuture.supplyAsync(() -> load(type.getName())).get(10, SECONDS);
    }
    assertThat(loaded.getName()).isEqualTo(type.getName());
  }

  @ParameterizedTest
  @ValueSource(classes = {ServletAccess.class, Log4jAccess.class})
  void accessor_isDefinedOnce(Class<?> type) throws Exception {
    AccessLoader loader = new AccessLoader(type, API);
    Class<?> accessor = loader.accessor();
    assertThat(accessor.getName()).isEqualTo(type.getName());
    assertThat(accessor.getClassLoader()).isSameAs(loader);
    assertThat(loader.accessor()).isSameAs(accessor);
    assertThat(loader.loadClass(type.getName())).isSameAs(accessor);
  }

  @Test
  void whatIsNestedInIt_isDefinedToo_andNothingElse() throws Exception {
    String listener = ServletAccess.class.getName() + "$Listener";
    assertThat(loader.loadClass(listener).getClassLoader()).isSameAs(loader);
    // Of the same beginning, and the API's.
    assertThat(new AccessLoader(Named.class, API).loadClass(NamedLikeIt.class.getName()))
        .isSameAs(NamedLikeIt.class);
  }

  private static final class Named {}

  private static final class NamedLikeIt {}

  /** As the JVM does for a class that another names. */
  private Class<?> load(String name) {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
