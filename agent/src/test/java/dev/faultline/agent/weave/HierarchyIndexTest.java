// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.instrument.ClassFileTransformer;
import java.util.Arrays;
import java.util.Collections;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HierarchyIndexTest {
  private static final String OBJECT = "java/lang/Object";
  private static final String ROOT = "sample/Greeter";
  private static final int BIT = 2;

  private final Loaders loaders = new Loaders();
  private final HierarchyIndex index =
      new HierarchyIndex(
          Arrays.asList("java/sql/Statement", ROOT),
          MethodNames.of(Collections.singletonList("greet")),
          loaders);
  private final MemoryLoader loader = loader(null);

  private static MemoryLoader loader(ClassLoader parent) {
    return new MemoryLoader(parent, new ClassFileTransformer() {});
  }

  private long rootsOf(ClassLoader of, byte[] file) {
    return index.rootsOf(of, ClassHeader.read(file));
  }

  @Test
  void implementor_isFoundWithoutReading() {
    assertThat(rootsOf(loader, Generated.type("a/A", OBJECT, ROOT))).isEqualTo(BIT);
    assertThat(loader.reads).isZero();
  }

  @Test
  void root_isItsOwn() {
    assertThat(rootsOf(loader, Generated.interfaceType(ROOT))).isEqualTo(BIT);
  }

  @Test
  void typesOfTheJdk_areNeverRead() {
    byte[] file = Generated.type("a/A", "java/util/ArrayList", "java/sql/CallableStatement");
    assertThat(rootsOf(loader, file)).isEqualTo(1);
    assertThat(loader.reads).isZero();
  }

  @Test
  void superTypeNotYetDefined_isReadOnce() {
    loader.add("a.Base", Generated.silentType("a/Base", "a/BaseOfBase"));
    loader.add("a.BaseOfBase", Generated.silentType("a/BaseOfBase", OBJECT, "a/Sub"));
    loader.add("a.Sub", Generated.interfaceType("a/Sub", ROOT));
    assertThat(rootsOf(loader, Generated.type("a/A", "a/Base"))).isEqualTo(BIT);
    assertThat(rootsOf(loader, Generated.type("a/B", "a/Base"))).isEqualTo(BIT);
    assertThat(loader.reads).isEqualTo(3);
  }

  @Test
  void classWithoutAMethodOfInterest_isNotLookedAt() {
    loader.add("a.Base", Generated.type("a/Base", OBJECT, ROOT));
    assertThat(rootsOf(loader, Generated.silentType("a/A", "a/Base"))).isZero();
    assertThat(loader.reads).isZero();
  }

  @Test
  void absentSuperType_isNoSubtypeAndRemembered() {
    long mask = rootsOf(loader, Generated.type("a/A", "absent/Base", ROOT));
    assertThat(HierarchyIndex.isIncomplete(mask)).isTrue();
    assertThat(mask & BIT).isEqualTo(BIT);
    rootsOf(loader, Generated.type("a/B", "absent/Base"));
    assertThat(loader.reads).isEqualTo(1);
  }

  @Test
  void circle_ends() {
    loader.add("a.A", Generated.type("a/A", "a/B"));
    loader.add("a.B", Generated.type("a/B", "a/C", ROOT));
    loader.add("a.C", Generated.type("a/C", "a/A"));
    assertThat(rootsOf(loader, loader.files.get("a.A")) & BIT).isEqualTo(BIT);
  }

  @Test
  void superTypeOfAParent_isKnownThere() {
    MemoryLoader child = loader(loader);
    rootsOf(loader, Generated.type("a/Base", OBJECT, ROOT));
    assertThat(rootsOf(child, Generated.type("a/A", "a/Base"))).isEqualTo(BIT);
    assertThat(child.reads + loader.reads).isZero();
  }

  @Test
  void whatAParentCannotFind_aChildMay() {
    MemoryLoader child = loader(loader);
    child.add("a.Base", Generated.type("a/Base", OBJECT, ROOT));
    rootsOf(loader, Generated.type("a/A", "a/Base"));
    assertThat(rootsOf(child, Generated.type("a/A", "a/Base"))).isEqualTo(BIT);
  }

  @Test
  void sameNameInTwoLoaders_hasTwoAnswers() {
    MemoryLoader other = loader(null);
    loader.add("a.Base", Generated.type("a/Base", OBJECT, ROOT));
    other.add("a.Base", Generated.type("a/Base", OBJECT));
    assertThat(rootsOf(loader, Generated.type("a/A", "a/Base"))).isEqualTo(BIT);
    assertThat(rootsOf(other, Generated.type("a/A", "a/Base"))).isZero();
  }

  @Test
  void loaderThatThrows_hasNoAnswer() {
    ClassLoader throwing =
        new ClassLoader(null) {
          @Override
          public InputStream getResourceAsStream(String name) {
            throw new StackOverflowError("on purpose");
          }
        };
    long mask = rootsOf(throwing, Generated.type("a/A", "a/Base"));
    assertThat(HierarchyIndex.isIncomplete(mask)).isTrue();
  }

  @Test
  void loaderThatAnswersGarbage_hasNoAnswer() {
    byte[] truncated = Arrays.copyOf(Generated.type("a/Base", OBJECT, ROOT), 60);
    byte[] another = Generated.type("a/Another", OBJECT, ROOT);
    for (byte[] file : new byte[][] {{}, {1, 2, 3}, truncated, another}) {
      MemoryLoader garbage = loader(null).add("a.Base", file);
      long mask = rootsOf(garbage, Generated.type("a/A", "a/Base"));
      assertThat(HierarchyIndex.isIncomplete(mask)).isTrue();
    }
  }

  @Test
  void loaderThatHangs_hangsNobodyElse() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    byte[] base = Generated.type("a/Base", OBJECT, ROOT);
    ClassLoader hanging =
        new ClassLoader(null) {
          @Override
          public InputStream getResourceAsStream(String name) {
            inside.countDown();
            awaitQuietly(release);
            return new ByteArrayInputStream(base);
          }
        };
    long[] answer = {0};
    Thread stuck = new Thread(() -> answer[0] = rootsOf(hanging, Generated.type("a/A", "a/Base")));
    stuck.start();
    assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
    // The same loader, another class; another loader: nobody waits.
    assertThat(rootsOf(hanging, Generated.type("a/B", OBJECT, ROOT))).isEqualTo(BIT);
    implementor_isFoundWithoutReading();
    release.countDown();
    stuck.join(10_000);
    assertThat(answer[0]).isEqualTo(BIT);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void manyNames_areAllKept() {
    for (int i = 0; i < 5000; i++) {
      rootsOf(
          loader, Generated.type("a/T" + i + "x", OBJECT, i % 2 == 0 ? ROOT : "java/io/Closeable"));
    }
    for (int i = 0; i < 5000; i++) {
      long mask = rootsOf(loader, Generated.type("b/T" + i, "a/T" + i + "x"));
      assertThat(mask).isEqualTo(i % 2 == 0 ? BIT : 0);
    }
    assertThat(loader.reads).isZero();
  }
}
