// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Which advice does without Byte Buddy. That both write the same is held by {@link LoomTest}. */
class InlayTest {
  static Stream<Class<? extends Weaving>> weavings() {
    return Probes.all().stream()
        .flatMap(p -> p.rules().stream())
        .flatMap(r -> Stream.<Class<? extends Weaving>>ofNullable(r.weaving));
  }

  @ParameterizedTest
  @MethodSource("weavings")
  void everyAdvice_isPlain(Class<? extends Weaving> weaving) throws Exception {
    for (Binding.Part part : Binding.of("test", weaving).parts()) {
      if (part.visitor instanceof Inlay) assertThat(((Inlay) part.visitor).isPlain()).isTrue();
    }
  }

  @Test
  void plainAdvice_fitsWithoutByteBuddy() {
    assertThat(wrap(Plain.class, "fits")).isNotNull();
  }

  @Test
  void argumentOfAnotherType_isLeftToByteBuddy() {
    assertThat(wrap(Plain.class, "differs")).isNull();
  }

  @Test
  void missingArgument_isLeftToByteBuddy() {
    assertThat(wrap(Plain.class, "none")).isNull();
  }

  @Test
  void adviceWithBranches_isLeftToByteBuddy() {
    assertThat(wrap(Branching.class, "fits")).isNull();
  }

  @Test
  void adviceThatDoesNotSuppress_isLeftToByteBuddy() {
    assertThat(wrap(Loud.class, "fits")).isNull();
  }

  @Test
  void fieldOfSuperType_isLeftToByteBuddy() {
    assertThat(wrap(OfField.class, "fits")).isNull();
  }

  @Test
  void exceptionsOfConstructor_areLeftToByteBuddy() {
    assertThat(wrap(Plain.class, "<init>")).isNull();
  }

  private static @Nullable MethodVisitor wrap(Class<?> advice, String method) {
    byte[] file =
        Resources.classFile(
            InlayTest.class.getClassLoader(), Woven.class.getName().replace('.', '/'));
    TypeFiles files = new TypeFiles(Woven.class.getName(), file, InlayTest.class.getClassLoader());
    WovenType type = WovenType.read(new ClassReader(file), files);
    MethodVisitor writer =
        new ClassWriter(0).visitMethod(Opcodes.ACC_PUBLIC, "m", "()V", null, null);
    List<WovenMethod> methods = type.methods();
    WovenMethod found =
        methods.stream().filter(m -> m.getInternalName().equals(method)).findFirst().orElseThrow();
    return new Inlay(advice, "test").wrap(type, found, writer, true);
  }

  static class Base {
    @Nullable Object inherited;
  }

  static class Woven extends Base {
    Woven(String text) {}

    void fits(String text) {}

    void differs(CharSequence text) {}

    void none() {}
  }

  static class Plain {
    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.Argument(0) String text, @Advice.Thrown Throwable thrown) {
      String.valueOf(text);
    }
  }

  static class Branching {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(0) String text) {
      if (text != null) String.valueOf(text);
    }
  }

  static class Loud {
    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(0) String text) {
      String.valueOf(text);
    }
  }

  static class OfField {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.FieldValue("inherited") Object value) {
      String.valueOf(value);
    }
  }
}
