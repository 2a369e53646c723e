// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentClassLoaderTest {
  @TempDir Path folder;
  private JarFile jar;
  private AgentClassLoader loader;

  /** Is put into the jar as a class of the agent. */
  public static class Inner {}

  @BeforeEach
  void open() throws IOException {
    Path path = folder.resolve("agent.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(path))) {
      add(out, "inst/org/assertj/core/api/Assertions.classdata", bytes(Inner.class));
      add(out, entry(Order.class), bytes(Order.class));
      add(out, entry(Tag.class), bytes(Tag.class));
      add(out, "inst/hello.txt", "hello".getBytes(StandardCharsets.UTF_8));
      add(out, "outside.txt", new byte[0]);
    }
    jar = new JarFile(path.toFile());
    loader = new AgentClassLoader(jar);
  }

  @AfterEach
  void close() throws IOException {
    jar.close();
  }

  @Test
  void application_isNotSeen() {
    assertThatThrownBy(() -> loader.loadClass("org.junit.jupiter.api.Test"))
        .isInstanceOf(ClassNotFoundException.class);
    assertThat(loader.getResource("org/junit/jupiter/api/Test.class")).isNull();
    assertThat(loader.getResource("outside.txt")).isNull();
  }

  @Test
  void jar_comesBeforeWhateverTheApplicationHas() {
    // The bytes are of another class, which shows that they come from the jar.
    assertThatThrownBy(() -> loader.loadClass("org.assertj.core.api.Assertions"))
        .isInstanceOf(NoClassDefFoundError.class)
        .hasMessageContaining("wrong name");
  }

  @Test
  void jdkAndBootstrap_areThoseOfEverybody() throws ClassNotFoundException {
    assertThat(loader.loadClass("java.util.List")).isSameAs(List.class);
    assertThat(loader.loadClass("java.sql.Driver").getName()).isEqualTo("java.sql.Driver");
    assertThat(loader.loadClass(Entry.class.getName())).isSameAs(Entry.class);
  }

  @Test
  void resource_isReadUnderItsOrdinaryName() throws IOException {
    URL url = loader.getResource("hello.txt");
    try (InputStream in = url.openStream()) {
      assertThat(in.readAllBytes()).asString().isEqualTo("hello");
    }
    assertThat(Collections.list(loader.getResources("hello.txt"))).hasSize(1);
    try (InputStream in = loader.getResourceAsStream("org/assertj/core/api/Assertions.class")) {
      assertThat(in.readAllBytes()).isEqualTo(bytes(Inner.class));
    }
    try (InputStream in = loader.getResourceAsStream("java/lang/Object.class")) {
      assertThat(in).isNotNull();
    }
  }

  @Test
  void loading_holdsNoLockOfTheLoader() throws Exception {
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      synchronized (loader) {
        Callable<Class<?>> load = () -> loader.loadClass("java.util.List");
        Callable<?> miss = () -> assertThatThrownBy(() -> loader.loadClass("no.Such"));
        Future<Class<?>> found = other.submit(load);
        assertThat(found.get(10, TimeUnit.SECONDS)).isSameAs(List.class);
        other.submit(miss).get(10, TimeUnit.SECONDS);
      }
    } finally {
      other.shutdownNow();
    }
  }

  @Test
  void loaderApart_hasItsOwnOfSomeClasses_andSharesTheOthers() throws Exception {
    String[] own = {"org.junit."};
    ClassLoader apart = loader.apart(own, Tag.class.getName());
    Class<?> inner = apart.loadClass(Order.class.getName());
    assertThat(inner.getClassLoader()).isSameAs(apart);
    assertThat(apart.loadClass(Order.class.getName())).isSameAs(inner);
    assertThat(loader.loadClass(Order.class.getName())).isNotSameAs(inner);
    Class<?> shared = loader.loadClass(Tag.class.getName());
    assertThat(apart.loadClass(Tag.class.getName())).isSameAs(shared);
    assertThat(apart.loadClass("java.util.List")).isSameAs(List.class);
    assertThat(apart.loadClass(Entry.class.getName())).isSameAs(Entry.class);
  }

  @Test
  void class_thatManyThreadsLoadAtOnce_isOne() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      for (int i = 0; i < 50; i++) {
        AgentClassLoader fresh = new AgentClassLoader(jar);
        Callable<Class<?>> load = () -> fresh.loadClass(Order.class.getName());
        Set<Class<?>> loaded = new HashSet<>();
        for (Future<Class<?>> each : threads.invokeAll(Collections.nCopies(8, load))) {
          loaded.add(each.get());
        }
        assertThat(loaded).hasSize(1);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static String entry(Class<?> type) {
    return "inst/" + type.getName().replace('.', '/') + ".classdata";
  }

  private static void add(JarOutputStream out, String name, byte[] bytes) throws IOException {
    out.putNextEntry(new JarEntry(name));
    out.write(bytes);
  }

  private static byte[] bytes(Class<?> type) throws IOException {
    try (InputStream in =
        type.getResourceAsStream(type.getName().replaceAll(".*\\.", "") + ".class")) {
      return in.readAllBytes();
    }
  }
}
