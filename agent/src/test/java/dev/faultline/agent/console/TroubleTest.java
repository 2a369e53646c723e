// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TroubleTest {
  private final List<String> said = new ArrayList<>();
  private final AtomicLong now = new AtomicLong(1_000);

  @Test
  void trouble_isSaidOnceThenOnceAMinuteAndWhenItIsOver() {
    Trouble trouble = new Trouble(said::add, "over", now::get);
    trouble.isOver();
    trouble.is("full");
    for (int i = 0; i < 5; i++) trouble.is("full");
    assertThat(said).containsExactly("full");
    now.addAndGet(60_000);
    trouble.is("full");
    trouble.isOver();
    trouble.isOver();
    trouble.is("again");
    assertThat(said).containsExactly("full", "full (and 5 times before, unsaid)", "over", "again");
  }

  @Test
  void endOfTrouble_mayGoUnsaid() {
    Trouble trouble = new Trouble(said::add, "", now::get);
    trouble.is("gone");
    trouble.isOver();
    assertThat(said).containsExactly("gone");
  }
}
