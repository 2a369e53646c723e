// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import dev.faultline.agent.export.Exporter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The jar of an extension, compiled from source text on the spot. */
final class ExtensionJar {
  static final String SERVICE = "META-INF/services/" + Exporter.class.getName();

  private final Map<String, byte[]> entries = new LinkedHashMap<>();
  private final List<Source> sources = new ArrayList<>();

  /**
   * A class that is an exporter of that name, and does nothing else. In its body, {@code #} stands
   * for what it has instead of the method of that name.
   *
   * @param members further ones, and those that are to replace {@code name}, {@code open} ...
   */
  static String exporter(String type, String name, String members) {
    StringBuilder text = new StringBuilder("package ext; import dev.faultline.agent.export.*;");
    text.append("public class ").append(type).append(" implements Exporter {").append(members);
    unless(members, "String name()", "return \"" + name + "\";", text);
    unless(members, "void open(ExportContext context)", "", text);
    unless(
        members,
        "java.util.Set<Signal> signals()",
        "return java.util.EnumSet.of(Signal.FAULTS);",
        text);
    unless(members, "String target()", "return \"" + name + "\";", text);
    unless(
        members,
        "Encoder encoder()",
        "return new Encoder() { java.util.ArrayDeque<Payload> all = new java.util.ArrayDeque<>();"
            + "public void add(dev.faultline.agent.enrich.Fault fault) {"
            + "all.add(Payload.single(Signal.FAULTS, \"text/plain\", fault.id.getBytes(), 1)); }"
            + "public int records(Signal signal) { return all.size(); }"
            + "public int bytes(Signal signal) { return all.size(); }"
            + "public Payload take(Signal signal) { return all.poll(); } };",
        text);
    unless(
        members,
        "Outcome deliver(Payload payload) throws java.io.IOException, InterruptedException",
        "return Outcome.delivered();",
        text);
    return text.append('}').toString();
  }

  private static void unless(String members, String method, String body, StringBuilder text) {
    String head = method.substring(0, method.indexOf('('));
    if (members.contains(head.substring(head.lastIndexOf(' ') + 1) + "(")) return;
    text.append("public ").append(method).append(" {").append(body).append("}\n");
  }

  ExtensionJar source(String type, String text) {
    sources.add(new Source(type, text));
    return this;
  }

  ExtensionJar entry(String name, byte[] content) {
    entries.put(name, content);
    return this;
  }

  ExtensionJar service(String... types) {
    return entry(SERVICE, String.join("\n", types).getBytes(StandardCharsets.UTF_8));
  }

  /** Has the class file say that it is of that version of the format. */
  ExtensionJar version(String type, int major) {
    byte[] file = entries.get("ext/" + type + ".class");
    file[6] = (byte) (major >> 8);
    file[7] = (byte) major;
    return this;
  }

  ExtensionJar compile() {
    try {
      Path classes = Files.createTempDirectory("extension");
      JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
      try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
        List<String> options =
            List.of(
                "-d",
                classes.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-proc:none");
        if (!compiler.getTask(null, files, null, options, null, sources).call()) {
          throw new AssertionError("does not compile");
        }
      }
      try (Stream<Path> found = Files.walk(classes)) {
        for (Path each : found.filter(Files::isRegularFile).toList()) {
          entries.put(classes.relativize(each).toString(), Files.readAllBytes(each));
        }
      }
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path write(Path file) {
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out)) {
      for (Map.Entry<String, byte[]> each : entries.entrySet()) {
        jar.putNextEntry(new JarEntry(each.getKey()));
        jar.write(each.getValue());
        jar.closeEntry();
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String type, String text) {
      super(URI.create("string:///ext/" + type + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
