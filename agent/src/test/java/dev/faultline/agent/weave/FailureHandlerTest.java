// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.bootstrap.hook.ProbeSwitch;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.matcher.ElementMatchers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;
import sample.Calls;
import sample.Failing;
import sample.Greeter;
import sample.MayFail;
import sample.OddLoader;

class FailureHandlerTest {
  private final Weaver weaver = new Weaver(Collections.singletonList(new FailureProbe()));
  private final MemoryLoader loader =
      new MemoryLoader(getClass().getClassLoader(), weaver).add(Failing.class);

  static final class FailureProbe implements Probe {
    @Override
    public ProbeSwitch probeSwitch() {
      return ProbeSwitch.JDBC;
    }

    @Override
    public List<TypeRule> rules() {
      return List.of(
          TypeRule.subtypesDeclaring("sample.Greeter", FailureWeaving.class, "greet"),
          TypeRule.exactly("sample.Failing", FailureWeaving.class));
    }
  }

  static final class FailureWeaving implements Weaving {
    @Override
    public void bind(Advices advices) {
      advices.tellFailures(
          ElementMatchers.not(ElementMatchers.isConstructor()), Calls.class, "exit");
    }
  }

  @BeforeEach
  @AfterEach
  void forget() {
    Calls.SEEN.clear();
    Calls.toThrow = null;
  }

  private MayFail failing() throws Exception {
    Class<?> type = loader.loadClass("sample.Failing");
    assertThat(type).isNotEqualTo(Failing.class);
    assertThat(weaver.report().failed()).isEmpty();
    return (MayFail) type.getDeclaredConstructor().newInstance();
  }

  @Test
  void return_isNotTold() throws Exception {
    MayFail woven = failing();
    assertThat(woven.sum(1, 2L, 3.0, new int[] {4}, null)).isEqualTo(10.0);
    assertThat(woven.reused("a")).isEqualTo(1);
    assertThat(woven.locked()).isEqualTo("unlocked");
    woven.nothing();
    assertThat(Calls.SEEN).isEmpty();
  }

  @Test
  void failure_isToldAndThrownAsItIs() throws Exception {
    MayFail woven = failing();
    RuntimeException failure = new IllegalStateException("told");
    assertThatThrownBy(() -> woven.sum(1, 2L, 3.0, new int[0], failure)).isSameAs(failure);
    assertThat(Calls.SEEN).containsExactly("threw told");
  }

  @Test
  void failureThatTheMethodHandles_isNotTold() throws Exception {
    assertThat(failing().handled()).isEqualTo("handled");
    assertThat(Calls.SEEN).isEmpty();
  }

  @Test
  void failureUnderALock_leavesItFree() throws Exception {
    MayFail woven = failing();
    assertThatThrownBy(() -> woven.fail(true)).hasMessage("locked");
    assertThat(Thread.holdsLock(woven)).isFalse();
    assertThat(Calls.SEEN).containsExactly("threw locked");
  }

  @Test
  void argumentThatTheMethodReplaces_isNoObstacle() throws Exception {
    MayFail woven = failing();
    assertThatThrownBy(() -> woven.reused(null)).isInstanceOf(NullPointerException.class);
    assertThat(Calls.SEEN).hasSize(1);
  }

  @Test
  void staticMethod_isToldWithItsFirstArgument() throws Exception {
    failing();
    assertThatThrownBy(
            () ->
                loader
                    .loadClass("sample.Failing")
                    .getMethod("connect", String.class)
                    .invoke(null, "url"))
        .hasRootCauseMessage("no url");
    assertThat(Calls.SEEN).containsExactly("threw no url");
  }

  @Test
  void failureOfTheHook_isCountedAndSwallowed() throws Exception {
    long before = ProbeSwitch.JDBC.failures();
    Calls.toThrow = new IllegalStateException("hook");
    MayFail woven = failing();
    assertThatThrownBy(() -> woven.fail(false)).hasMessage("plain");
    assertThat(ProbeSwitch.JDBC.failures()).isEqualTo(before + 1);
  }

  @Test
  void hookOutOfReachAtRunTime_isSwallowed() throws Exception {
    byte[] woven =
        weaver.transform(loader, "sample/Failing", null, null, loader.files.get("sample.Failing"));
    Map<String, byte[]> files = new HashMap<>();
    files.put("sample.Failing", woven);
    files.put("sample.MayFail", MemoryLoader.fileOf(MayFail.class));
    Class<?> type = new OddLoader(files).loadClass("sample.Failing");
    Object failing = type.getDeclaredConstructor().newInstance();
    assertThatThrownBy(() -> type.getMethod("fail", boolean.class).invoke(failing, false))
        .hasRootCauseMessage("plain");
  }

  @ParameterizedTest
  @ValueSource(ints = {Opcodes.V1_1, Opcodes.V1_4, Opcodes.V1_5})
  void oldClassFile_isWoven(int version) throws Exception {
    loader.add("sample.Old", Generated.withSubroutine(version, "sample/Old", "sample/Greeter"));
    Greeter old = (Greeter) loader.loadClass("sample.Old").getDeclaredConstructor().newInstance();
    assertThat(old.greet("you")).isEqualTo("hello you");
    assertThat(weaver.report().failed()).isEmpty();
    assertThat(weaver.report().woven()).isNotEmpty();
  }

  /** The way on which the method returns is, instruction by instruction, the one that it was. */
  @Test
  void instructionsBeforeTheHandler_areUnchanged() throws Exception {
    byte[] file = loader.files.get("sample.Failing");
    ClassNode before = read(file);
    ClassNode after = read(weaver.transform(loader, "sample/Failing", null, null, file));
    for (int i = 0; i < before.methods.size(); i++) {
      List<Integer> old = opcodes(before.methods.get(i));
      List<Integer> woven = opcodes(after.methods.get(i));
      assertThat(woven.subList(0, old.size())).isEqualTo(old);
      assertThat(woven.size() - old.size()).isLessThan(20);
    }
  }

  private static ClassNode read(byte[] file) {
    ClassNode node = new ClassNode();
    new ClassReader(file).accept(node, ClassReader.SKIP_FRAMES);
    return node;
  }

  private static List<Integer> opcodes(MethodNode method) {
    List<Integer> opcodes = new java.util.ArrayList<>();
    for (AbstractInsnNode each : method.instructions) {
      if (each.getOpcode() >= 0) opcodes.add(each.getOpcode());
    }
    return opcodes;
  }
}
