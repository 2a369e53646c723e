// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class ClassHeaderTest {
  /** Some hundred class files, Java 8 and 17: ours and those of the tests. */
  @Test
  void header_isWhatAsmReads() throws Exception {
    int files = 0;
    for (Path path : Probes.classFiles("dev/faultline/agent")) {
      assertSame(Files.readAllBytes(path));
      files++;
    }
    for (Class<?> type : new Class<?>[] {String.class, Thread.State.class, ClassHeaderTest.class}) {
      ClassLoader loader = type.getClassLoader();
      assertSame(
          Resources.classFile(
              loader == null ? ClassLoader.getSystemClassLoader() : loader,
              type.getName().replace('.', '/')));
    }
    assertThat(files).isGreaterThan(100);
  }

  private static void assertSame(byte[] file) {
    ClassReader expected = new ClassReader(file);
    ClassHeader header = ClassHeader.read(file);
    assertThat(header.name).isEqualTo(expected.getClassName());
    assertThat(header.superName).isEqualTo(expected.getSuperName());
    assertThat(header.interfaces).isEqualTo(expected.getInterfaces());
    assertThat(header.access).isEqualTo(expected.getAccess() & 0xFFFF);
    assertDeclared(expected, header);
  }

  private static void assertDeclared(ClassReader expected, ClassHeader header) {
    expected.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(int a, String name, String d, String s, String[] e) {
            MethodNames one = MethodNames.of(Collections.singletonList(name));
            assertThat(header.declaresAny(one)).as(header.name + '.' + name).isTrue();
            return null;
          }
        },
        ClassReader.SKIP_CODE);
    MethodNames none = MethodNames.of(Collections.singletonList("noMethodHasThisName"));
    assertThat(header.declaresAny(none)).isFalse();
  }
}
