// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.agent.probe.servlet.ServletAccess;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

class TwinTest {
  private static final String JAVAX = "javax/servlet/";
  private static final String JAKARTA = "jakarta/servlet/";

  @Test
  void twin_isWhatAsmMakesOfTheClass() throws Exception {
    byte[] file = file(ServletAccess.class);
    ClassWriter remapped = new ClassWriter(0);
    new ClassReader(file).accept(new ClassRemapper(remapped, new ToJakarta()), 0);
    byte[] twin = Twin.of(file, JAVAX, JAKARTA);
    assertThat(twin).isNotEqualTo(file);
    assertThat(inOrder(twin)).isEqualTo(inOrder(remapped.toByteArray()));
  }

  @Test
  void class_staysAsItIs_whereNothingIsOfThatPackage() throws Exception {
    byte[] file = file(AllKinds.class);
    assertThat(Twin.of(file, JAVAX, JAKARTA)).isEqualTo(file);
  }

  @Test
  void constantOfAnUnknownKind_isRefused() throws Exception {
    byte[] file = file(AllKinds.class);
    file[10] = 2; // the first tag
    assertThatThrownBy(() -> Twin.of(file, JAVAX, JAKARTA))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("2");
  }

  private static byte[] file(Class<?> type) throws IOException {
    String path = "/" + type.getName().replace('.', '/') + ".class";
    try (InputStream in = type.getResourceAsStream(path)) {
      return in.readAllBytes();
    }
  }

  /** With the constants in the order in which they are used. */
  private static byte[] inOrder(byte[] file) {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(file).accept(writer, 0);
    return writer.toByteArray();
  }

  private static final class ToJakarta extends Remapper {
    @Override
    public String map(String name) {
      return name.startsWith(JAVAX) ? JAKARTA + name.substring(JAVAX.length()) : name;
    }
  }

  /** Constants of every kind that javac writes. */
  @SuppressWarnings("unused")
  private static final class AllKinds {
    static final int INT = 1_000_000;
    static final float FLOAT = 1.5f;
    static final long LONG = 1L << 40;
    static final double DOUBLE = 2.5;
    static final String TEXT = "\u00e4\u0000\u20ac";

    final Supplier<Integer> lambda = () -> INT + TEXT.length();
    final Supplier<Integer> reference = TEXT::hashCode;
    final Runnable interfaceCall = () -> lambda.get();

    String concatenated(int a) {
      return a + TEXT + LONG + DOUBLE;
    }
  }
}
