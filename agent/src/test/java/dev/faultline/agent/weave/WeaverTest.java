// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.bootstrap.hook.ProbeSwitch;
import java.io.ObjectStreamClass;
import java.lang.reflect.Member;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.Opcodes;
import sample.Calls;
import sample.Greeter;
import sample.OddLoader;
import sample.Plain;
import sample.Polite;

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

  private static Object greet(Class<?> type) throws Exception {
    Object greeter = type.getDeclaredConstructor().newInstance();
    return type.getMethod("greet", String.class).invoke(greeter, "you");
  }

  @ParameterizedTest
  @ValueSource(ints = {Opcodes.V1_1, Opcodes.V1_2, Opcodes.V1_3, Opcodes.V1_4, Opcodes.V1_5})
  void oldClassFile_isWoven(int version) throws Exception {
    loader.add("sample.Old", Generated.withSubroutine(version, "sample/Old", "sample/Greeter"));
    assertThat(greet(loader.loadClass("sample.Old"))).isEqualTo("hello you");
    assertThat(Calls.SEEN).containsExactly("enter", "exit");
    assertThat(weaver.report().failed()).isEmpty();
  }

  @Test
  void hookOutOfReachAtRunTime_isSwallowed() throws Exception {
    // The class is woven as if its loader reached the hooks; then it lives where it does not.
    byte[] woven =
        weaver.transform(loader, "sample/Plain", null, null, loader.files.get("sample.Plain"));
    Map<String, byte[]> files = new HashMap<>();
    files.put("sample.Plain", woven);
    files.put("sample.Greeter", MemoryLoader.fileOf(Greeter.class));
    assertThat(greet(new OddLoader(files).loadClass("sample.Plain"))).isEqualTo("hello you");
  }

  @Test
  void defaultMethod_isWoven() throws Exception {
    loader.add(Greeter.class);
    Class<?> type = loader.loadClass("sample.Plain");
    Object greeter = type.getDeclaredConstructor().newInstance();
    assertThat(type.getMethod("greetAll").invoke(greeter)).isEqualTo("hello all");
    assertThat(Calls.SEEN).containsExactly("enter", "enter", "exit", "exit");
  }

  @Test
  void abstractMethod_isLeftAlone() throws Exception {
    loader.add(Polite.class).loadClass("sample.Polite").getDeclaredMethods();
    assertThat(weaver.report().woven()).hasSize(2);
    assertThat(weaver.report().failed()).isEmpty();
  }

  @Test
  void typeThatDeclaresNoneOfTheMethods_isLeftAlone() {
    byte[] file = Generated.silentType("sample/Silent", "sample/Plain", "sample/Greeter");
    assertThat(weaver.transform(loader, "sample/Silent", null, null, file)).isNull();
    assertThat(weaver.report().text()).isEmpty();
  }

  @Test
  void generatedAndForeignClasses_areLeftAlone() {
    byte[] file = loader.files.get("sample.Plain");
    assertThat(weaver.transform(loader, null, null, null, file)).isNull();
    for (String each :
        Arrays.asList(
            "sample/$Proxy7", "sample/A$$Lambda$14", "net/bytebuddy/A", "dev/faultline/agent/A")) {
      assertThat(weaver.transform(loader, each, null, null, file)).as(each).isNull();
    }
    assertThat(weaver.transform(null, "sample/Plain", null, null, file)).isNull();
    assertThat(weaver.report().text()).isEmpty();
  }

  @Test
  void brokenClassFile_isLeftAloneAndListed() {
    byte[] file = loader.files.get("sample.Plain").clone();
    byte[] cut = Arrays.copyOf(file, file.length - 9);
    assertThat(weaver.transform(loader, "sample/Plain", null, null, cut)).isNull();
    assertThat(weaver.report().failed()).hasSize(1);
    assertThat(weaver.transform(loader, "sample/Other", null, null, new byte[9])).isNull();
    assertThat(weaver.report().failed()).hasSize(2);
  }

  @Test
  void classFileOfTheFuture_isLeftAloneAndListed() {
    byte[] file = loader.files.get("sample.Plain").clone();
    file[7] = 120;
    assertThat(weaver.transform(loader, "sample/Plain", null, null, file)).isNull();
    assertThat(weaver.report().failed()).hasSize(1);
  }

  @Test
  void parallelLoading_weavesEachOnce() throws Exception {
    int types = 200;
    for (int i = 0; i < types; i++) {
      loader.add("sample.T" + i, Generated.type("sample/T" + i, "sample/Plain"));
    }
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<?>> loads = new ArrayList<>();
    for (int i = 0; i < types * 8; i++) {
      String name = "sample.T" + i % types;
      loads.add(threads.submit(() -> greet(loader.loadClass(name))));
    }
    for (Future<?> load : loads) assertThat(load.get()).isEqualTo("you");
    threads.shutdown();
    assertThat(weaver.report().woven()).hasSize(types + 1);
    assertThat(weaver.report().failed()).isEmpty();
  }
}
