// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.bytebuddy.asm.Advice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Holds every advice of every probe, found by looking at what was compiled, to the house's rules.
 */
class AdviceTest {
  private static final String ENTER = Type.getDescriptor(Advice.OnMethodEnter.class);
  private static final String EXIT = Type.getDescriptor(Advice.OnMethodExit.class);
  private static final String HOOKS = "dev/faultline/bootstrap/hook/";

  /** Of instructions: a call with its arguments, and the way a value is handed back. */
  private static final int MAX_INSTRUCTIONS = 30;

  private static final List<String> FORBIDDEN =
      List.of("Advice$Local;", "Advice$AllArguments;", "Advice$Origin;");

  /** One method that is inlined. */
  record Inlined(ClassNode type, MethodNode method) {
    @Override
    public String toString() {
      return type.name.substring(type.name.lastIndexOf('/') + 1) + '.' + method.name;
    }
  }

  static Stream<Inlined> inlined() throws IOException {
    List<Inlined> all = new ArrayList<>();
    for (Path file : Probes.classFiles("dev/faultline/agent")) {
      ClassNode type = new ClassNode();
      new ClassReader(Files.readAllBytes(file)).accept(type, ClassReader.SKIP_FRAMES);
      for (MethodNode method : type.methods) {
        if (annotation(method, ENTER) != null || annotation(method, EXIT) != null) {
          all.add(new Inlined(type, method));
        }
      }
    }
    return all.stream();
  }

  @Test
  void advice_isFound() throws IOException {
    assertThat(inlined()).hasSizeGreaterThan(30);
  }

  @ParameterizedTest
  @MethodSource("inlined")
  void advice_isStaticAndSuppressesEverything(Inlined advice) {
    assertThat(advice.method.access & Opcodes.ACC_STATIC).isNotZero();
    AnnotationNode annotation = annotation(advice.method, ENTER);
    if (annotation == null) annotation = annotation(advice.method, EXIT);
    assertThat(value(annotation, "suppress")).isEqualTo(Type.getType(Throwable.class));
    assertThat(value(annotation, "inline")).isNotEqualTo(Boolean.FALSE);
  }

  @ParameterizedTest
  @MethodSource("inlined")
  void advice_isOneCallOfAHook(Inlined advice) {
    int calls = 0;
    int instructions = 0;
    for (AbstractInsnNode each : advice.method.instructions) {
      if (each.getOpcode() < 0) continue;
      instructions++;
      assertThat(each).isNotInstanceOf(InvokeDynamicInsnNode.class);
      if (each instanceof MethodInsnNode call && call.owner.startsWith(HOOKS)) calls++;
      else assertOfTheJdk(each);
    }
    assertThat(calls).isEqualTo(1);
    assertThat(instructions).isLessThanOrEqualTo(MAX_INSTRUCTIONS);
    assertThat(advice.method.tryCatchBlocks).isEmpty();
  }

  /** Whatever else is named must be there for every class of every application. */
  private static void assertOfTheJdk(AbstractInsnNode each) {
    if (each instanceof MethodInsnNode call) assertNameable(call.owner);
    if (each instanceof FieldInsnNode field) assertNameable(field.owner);
    if (each instanceof TypeInsnNode type) assertNameable(type.desc);
    if (each instanceof LdcInsnNode constant) {
      // A class constant does not exist in class files of Java 1.4 and older.
      assertThat(constant.cst).isNotInstanceOf(Type.class);
    }
  }

  private static void assertNameable(String type) {
    assertThat(type).matches("java/(lang|sql|util)/.*|dev/faultline/bootstrap/.*");
  }

  @ParameterizedTest
  @MethodSource("inlined")
  void advice_asksForNothingDear(Inlined advice) {
    List<AnnotationNode>[] parameters = advice.method.visibleParameterAnnotations;
    if (parameters == null) return;
    for (List<AnnotationNode> parameter : parameters) {
      if (parameter == null) continue;
      for (AnnotationNode each : parameter) {
        assertThat(FORBIDDEN).noneMatch(f -> each.desc.endsWith(f));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("inlined")
  void advice_namesOnlyJdkAndBootstrapTypes(Inlined advice) {
    Type method = Type.getMethodType(advice.method.desc);
    List<Type> types = new ArrayList<>(List.of(method.getArgumentTypes()));
    types.add(method.getReturnType());
    for (Type type : types) {
      while (type.getSort() == Type.ARRAY) type = type.getElementType();
      if (type.getSort() == Type.OBJECT) assertNameable(type.getInternalName());
    }
  }

  private static AnnotationNode annotation(MethodNode method, String descriptor) {
    if (method.visibleAnnotations == null) return null;
    for (AnnotationNode each : method.visibleAnnotations) {
      if (each.desc.equals(descriptor)) return each;
    }
    return null;
  }

  private static Object value(AnnotationNode annotation, String name) {
    if (annotation.values == null) return null;
    for (int i = 0; i < annotation.values.size(); i += 2) {
      if (annotation.values.get(i).equals(name)) return annotation.values.get(i + 1);
    }
    return null;
  }
}
