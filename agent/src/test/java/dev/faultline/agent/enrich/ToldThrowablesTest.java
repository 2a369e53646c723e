// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.faultline.agent.enrich.ToldThrowables.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ToldThrowablesTest {
  private final ToldThrowables told = new ToldThrowables();

  @Test
  void twoGenerations_areAllThatIsRemembered() {
    List<Throwable> all = new ArrayList<>();
    for (int i = 0; i < 3 * ToldThrowables.GENERATION; i++) {
      all.add(new Exception());
      told.add(all.get(i), told(Integer.toString(i)));
    }
    assertThat(told.find(all.get(0))).isNull();
    assertThat(told.size()).isEqualTo(2 * ToldThrowables.GENERATION);
    Told last = told.find(all.get(all.size() - 1));
    assertThat(last).isNotNull();
    assertThat(last.fingerprint).isEqualTo(Integer.toString(all.size() - 1));
  }

  @Test
  void throwablesThatAreGone_areLetGoOfThoughThereIsNoNextFault() {
    Throwable kept = new Exception();
    told.add(kept, told("kept"));
    for (int i = 0; i < 1_000; i++) told.add(new Exception(), told("gone"));
    await()
        .atMost(20, TimeUnit.SECONDS)
        .until(
            () -> {
              System.gc();
              told.expunge();
              return told.size() == 1;
            });
    assertThat(told.find(kept)).isNotNull();
  }

  private static Told told(String fingerprint) {
    return new Told(fingerprint, null, new End());
  }
}
