// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import sample.Plain;

class LoadersTest {
  @Test
  void facts_areTheSameForTheSameLoader() {
    Loaders loaders = new Loaders();
    ClassLoader one = new ClassLoader() {};
    ClassLoader two = new ClassLoader() {};
    assertThat(loaders.of(one)).isSameAs(loaders.of(one)).isNotSameAs(loaders.of(two));
    assertThat(loaders.existing(two)).isSameAs(loaders.of(two));
    assertThat(loaders.size()).isEqualTo(2);
  }

  @Test
  void throwAwayLoaders_areCollectedAfterWeaving() throws Exception {
    Weaver weaver = new Weaver(Collections.singletonList(new GreetProbe()));
    byte[] plain = MemoryLoader.fileOf(Plain.class);
    List<ClassLoader> alive = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      MemoryLoader loader = new MemoryLoader(getClass().getClassLoader(), weaver);
      loader.add("sample.Plain", plain).loadClass("sample.Plain");
      if (i % 100 == 0) alive.add(loader);
    }
    assertThat(weaver.report().woven()).hasSize(1000);
    await()
        .until(
            () -> {
              System.gc();
              weaver.errand().run(); // nothing is loaded any more
              return weaver.loaders().size() <= alive.size();
            });
  }
}
