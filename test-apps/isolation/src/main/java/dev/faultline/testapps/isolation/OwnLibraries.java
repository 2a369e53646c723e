// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.isolation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.PackageVersion;
import java.io.StringWriter;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.matcher.ElementMatchers;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.slf4j.LoggerFactory;

/** Uses libraries that the agent brings along too, in other versions, and says which it got. */
public final class OwnLibraries {
  private OwnLibraries() {}

  public static void main(String[] args) throws Exception {
    say("jackson", PackageVersion.VERSION + " " + json());
    say("slf4j", LoggerFactory.getILoggerFactory().getClass().getName());
    say("byte buddy", generated().toString());
    say("asm", withAsm().toString());
    LoggerFactory.getLogger("shop").warn("the application's own log line");
    for (Class<?> type : new Class<?>[] {JsonFactory.class, ByteBuddy.class, ClassWriter.class}) {
      String path = type.getProtectionDomain().getCodeSource().getLocation().getPath();
      say(type.getName(), path.substring(path.lastIndexOf('/') + 1));
    }
  }

  private static void say(String what, String which) {
    System.out.println(what + ": " + which);
  }

  private static String json() throws Exception {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeNumberField("order", 1);
      json.writeEndObject();
    }
    return text.toString();
  }

  private static Object generated() throws Exception {
    return new ByteBuddy(ClassFileVersion.JAVA_V8)
        .subclass(Object.class)
        .method(ElementMatchers.named("toString"))
        .intercept(FixedValue.value("generated"))
        .make()
        .load(OwnLibraries.class.getClassLoader(), ClassLoadingStrategy.Default.WRAPPER)
        .getLoaded()
        .getConstructor()
        .newInstance();
  }

  private static Object withAsm() throws Exception {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(Opcodes.V1_5, Opcodes.ACC_PUBLIC, "Written", null, "java/lang/Object", null);
    MethodVisitor init = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
    init.visitVarInsn(Opcodes.ALOAD, 0);
    init.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
    init.visitInsn(Opcodes.RETURN);
    init.visitMaxs(0, 0);
    MethodVisitor text =
        writer.visitMethod(Opcodes.ACC_PUBLIC, "toString", "()Ljava/lang/String;", null, null);
    text.visitLdcInsn("written");
    text.visitInsn(Opcodes.ARETURN);
    text.visitMaxs(0, 0);
    byte[] bytes = writer.toByteArray();
    return new ClassLoader(OwnLibraries.class.getClassLoader()) {
      Class<?> define() {
        return defineClass("Written", bytes, 0, bytes.length);
      }
    }.define().getConstructor().newInstance();
  }
}
