// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Holds the content of faultline.jar to {@code jar-content.txt}: what an application could see of
 * it, class by class, and what is hidden under {@code inst/}, package by package. Anything new is
 * meant to be noticed here. To write the list anew: {@code mvn -pl agent -am verify
 * -Dtest=ReadmeTest -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=JarContentIT
 * -Dfailsafe.failIfNoSpecifiedTests=false -Djar.content.write=true}.
 */
class JarContentIT {
  private static final Path JAR = Path.of("target", "faultline.jar");
  private static final Path LIST = Path.of("src", "test", "resources", "jar-content.txt");
  private static final long MAX_BYTES = 10L << 20;

  private static JarFile jar;

  @BeforeAll
  static void open() throws IOException {
    jar = new JarFile(JAR.toFile());
  }

  @AfterAll
  static void close() throws IOException {
    jar.close();
  }

  @Test
  void content_isWhatTheListSays() throws IOException {
    String content = content();
    if (Boolean.getBoolean("jar.content.write")) Files.writeString(LIST, content);
    assertThat(content)
        .as("if the change is meant, write the list anew: -Djar.content.write=true")
        .isEqualTo(Files.readString(LIST));
  }

  @Test
  void size_isBounded() throws IOException {
    long bytes = Files.size(JAR);
    System.out.println("faultline.jar has " + bytes + " bytes");
    assertThat(bytes).isLessThanOrEqualTo(MAX_BYTES);
  }

  @Test
  void classes_areForJava8() throws IOException {
    for (ZipEntry entry : entries()) {
      if (!entry.getName().endsWith(".class") && !entry.getName().endsWith(".classdata")) continue;
      try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
        assertThat(in.readInt()).as(entry.getName()).isEqualTo(0xCAFEBABE);
        in.readUnsignedShort();
        assertThat(in.readUnsignedShort()).as(entry.getName()).isLessThanOrEqualTo(52);
      }
    }
  }

  @Test
  void names_areUnique() {
    assertThat(entries().stream().map(ZipEntry::getName)).doesNotHaveDuplicates();
  }

  @Test
  void asm_isThereOnce() {
    assertThat(entries().stream().map(ZipEntry::getName))
        .filteredOn(name -> name.endsWith("/ClassReader.classdata"))
        .containsExactly("inst/org/objectweb/asm/ClassReader.classdata");
  }

  @Test
  void manifest_namesTheAgent() throws IOException {
    Attributes main = jar.getManifest().getMainAttributes();
    String agent = FaultlineAgent.class.getName();
    assertThat(main.getValue("Premain-Class")).isEqualTo(agent);
    assertThat(main.getValue("Agent-Class")).isEqualTo(agent);
    assertThat(main.getValue("Main-Class")).isEqualTo(agent);
    assertThat(main.getValue("Boot-Class-Path")).isEqualTo("faultline.jar");
    assertThat(main.getValue("Can-Redefine-Classes")).isEqualTo("true");
    assertThat(main.getValue("Can-Retransform-Classes")).isEqualTo("true");
    assertThat(main.getValue("Implementation-Version")).matches("\\d+\\.\\d+\\.\\d+.*");
    assertThat(main.getValue("Launcher-Agent-Class")).isNull();
    assertThat(main.getValue("Class-Path")).isNull();
  }

  private static String content() {
    TreeSet<String> lines = new TreeSet<>();
    for (ZipEntry entry : entries()) {
      String name = entry.getName();
      boolean counted = name.startsWith("inst/") && name.endsWith(".classdata");
      lines.add(counted ? name.substring(0, name.lastIndexOf('/') + 1) + "*.classdata" : name);
    }
    return lines.stream().collect(Collectors.joining("\n", "", "\n"));
  }

  private static List<? extends ZipEntry> entries() {
    return jar.stream().filter(entry -> !entry.isDirectory()).toList();
  }
}
