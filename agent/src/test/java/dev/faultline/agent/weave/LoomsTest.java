// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LoomsTest {
  private final AtomicLong now = new AtomicLong(-7);
  private final Looms looms = new Looms(now::get);

  private void weave() throws ReflectiveOperationException {
    looms.weave(null, "com/example/Plain", Resources.classFile(loader(), name()), rules());
  }

  private static java.util.List<Rule> rules() {
    return Collections.emptyList();
  }

  private static ClassLoader loader() {
    return LoomsTest.class.getClassLoader();
  }

  private static String name() {
    return LoomsTest.class.getName().replace('.', '/');
  }

  @Test
  void loom_isMadeWithTheFirstClass_notBefore() throws Exception {
    looms.letGo();
    assertThat(looms.hasLoom()).isFalse();
    weave();
    assertThat(looms.hasLoom()).isTrue();
  }

  @Test
  void loom_isLetGo_whenNothingWasWovenForAWhile() throws Exception {
    weave();
    now.addAndGet(Looms.FIRST_QUIET_NANOS - 1);
    looms.letGo();
    assertThat(looms.hasLoom()).isTrue();
    weave();
    now.addAndGet(Looms.FIRST_QUIET_NANOS - 1);
    looms.letGo();
    assertThat(looms.hasLoom()).as("woven meanwhile").isTrue();
    now.addAndGet(1);
    looms.letGo();
    assertThat(looms.hasLoom()).isFalse();
  }

  @Test
  void loom_isKeptLonger_onceItWasLetGoTooEarly() throws Exception {
    weave();
    now.addAndGet(Looms.FIRST_QUIET_NANOS);
    looms.letGo();
    weave();
    assertThat(looms.hasLoom()).as("made again").isTrue();
    now.addAndGet(4 * Looms.FIRST_QUIET_NANOS - 1);
    looms.letGo();
    assertThat(looms.hasLoom()).isTrue();
    now.addAndGet(1);
    looms.letGo();
    assertThat(looms.hasLoom()).isFalse();
  }
}
