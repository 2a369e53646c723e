// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.bootstrap.hook.ProbeSwitch;
import java.io.ObjectStreamClass;
import java.lang.reflect.Member;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sample.Calls;
import sample.Greeter;
import sample.Plain;

class WeaverTest {
  private final Weaver weaver = new Weaver(Collections.singletonList(new GreetProbe()));
  private final MemoryLoader loader =
      new MemoryLoader(getClass().getClassLoader(), weaver).add(Plain.class);

  @BeforeEach
  @AfterEach
  void forget() {
    Calls.SEEN.clear();
    Calls.toThrow = null;
  }

  private Greeter greeter() throws Exception {
    return (Greeter) loader.loadClass("sample.Plain").getDeclaredConstructor().newInstance();
  }

  @Test
  void subtype_isWovenAndListed() throws Exception {
    assertThat(greeter().greet("you")).isEqualTo("hello you");
    assertThat(Calls.SEEN).containsExactly("enter", "exit");
    assertThat(weaver.report().woven()).singleElement().asString().startsWith("sample.Plain ");
    assertThat(weaver.report().woven()).singleElement().asString().endsWith(" jdbc");
    assertThat(weaver.report().failed()).isEmpty();
  }

  @Test
  void exceptionOfTheApplication_passesUnchanged() throws Exception {
    Greeter greeter = greeter();
    assertThatThrownBy(() -> greeter.greet(""))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("nobody");
    assertThat(Calls.SEEN).containsExactly("enter", "threw nobody");
  }

  @Test
  void exceptionOfAHook_isCountedAndSwallowed() throws Exception {
    long before = ProbeSwitch.JDBC.failures();
    Calls.toThrow = new IllegalStateException("hook");
    assertThat(greeter().greet("you")).isEqualTo("hello you");
    assertThat(ProbeSwitch.JDBC.failures()).isEqualTo(before + 2);
  }

  @Test
  void shape_isUnchanged() throws Exception {
    Class<?> woven = greeter().getClass();
    assertThat(woven).isNotEqualTo(Plain.class);
    assertThat(names(woven.getDeclaredMethods()))
        .isEqualTo(names(Plain.class.getDeclaredMethods()));
    assertThat(names(woven.getDeclaredFields())).isEqualTo(names(Plain.class.getDeclaredFields()));
    assertThat(woven.getInterfaces()).isEqualTo(Plain.class.getInterfaces());
    assertThat(ObjectStreamClass.lookup(woven).getSerialVersionUID())
        .isEqualTo(ObjectStreamClass.lookup(Plain.class).getSerialVersionUID());
  }

  private static List<String> names(Member[] members) {
    return Arrays.stream(members).map(Object::toString).sorted().collect(Collectors.toList());
  }
}
