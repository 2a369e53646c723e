// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.bootstrap.hook.ProbeSwitch;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sample.Greeter;
import sample.OddLoader;
import sample.Plain;

class BootDelegationTest {
  private static final String HOOK = "dev.faultline.bootstrap.hook.ProbeSwitch";

  private final Weaver weaver = new Weaver(Collections.singletonList(new GreetProbe()));

  private static Map<String, byte[]> files() {
    Map<String, byte[]> files = new HashMap<>();
    files.put("sample.Plain", MemoryLoader.fileOf(Plain.class));
    files.put("sample.Greeter", MemoryLoader.fileOf(Greeter.class));
    return files;
  }

  private ClassLoader wovenLoader() throws Exception {
    MemoryLoader container =
        new MemoryLoader(getClass().getClassLoader(), weaver).add(OddLoader.class);
    return (ClassLoader)
        container.loadClass("sample.OddLoader").getConstructor(Map.class).newInstance(files());
  }

  @Test
  void loaderThatDelegatesNothing_isLeftAloneAndListed() {
    ClassLoader odd = new OddLoader(files());
    byte[] file = files().get("sample.Plain");
    assertThat(weaver.transform(odd, "sample/Plain", null, null, file)).isNull();
    assertThat(weaver.report().skipped())
        .singleElement()
        .asString()
        .startsWith("sample.OddLoader@")
        .endsWith(" does not reach the bootstrap classes");
    assertThat(weaver.report().failed()).isEmpty();
  }

  @Test
  void wovenLoader_answersForTheHooksAndNothingElse() throws Exception {
    ClassLoader odd = wovenLoader();
    assertThat(odd.loadClass(HOOK)).isSameAs(ProbeSwitch.class);
    assertThat(Class.forName(HOOK, false, odd)).isSameAs(ProbeSwitch.class);
    assertThat(odd.loadClass("sample.Plain").getClassLoader()).isSameAs(odd);
    assertThatThrownBy(() -> odd.loadClass("org.junit.jupiter.api.Test"))
        .isInstanceOf(ClassNotFoundException.class)
        .hasMessage("not mine: org.junit.jupiter.api.Test");
    assertThatThrownBy(() -> odd.loadClass("dev.faultline.bootstrap.Absent"))
        .isInstanceOf(ClassNotFoundException.class)
        .hasMessage("not mine: dev.faultline.bootstrap.Absent");
  }

  @Test
  void classesOfAWovenLoader_areWoven() throws Exception {
    byte[] file = files().get("sample.Plain");
    assertThat(weaver.transform(wovenLoader(), "sample/Plain", null, null, file)).isNotNull();
    assertThat(weaver.report().skipped()).isEmpty();
  }
}
