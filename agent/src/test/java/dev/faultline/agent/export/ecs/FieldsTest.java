// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.export.attribute.AttributeWriter;
import dev.faultline.agent.export.attribute.Key;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FieldsTest {
  /** What the writer itself writes, beside the attributes. */
  private static final List<String> OWN =
      List.of(
          "faultline.schema",
          "faultline.version",
          "faultline.span.type",
          "faultline.request.headers",
          "faultline.request.parameters",
          "parent.id");

  private static final List<String> NOT_OF_ECS =
      List.of("parent.id", "http.route", "http.request.method_original");

  @Test
  void names_areNeverTheBeginningOfAnother() throws Exception {
    TreeSet<String> names = new TreeSet<>(EcsList.read().keySet());
    names.remove("labels"); // an object itself
    names.addAll(OWN);
    names.addAll(attributes());

    for (String name : names) {
      String next = names.ceiling(name + ".");
      assertThat(next == null || !next.startsWith(name + "."))
          .as("%s is the beginning of %s", name, next)
          .isTrue();
    }
    assertThat(names).hasSizeGreaterThan(90);
  }

  @Test
  void names_areThoseOfEcsOrApart() throws Exception {
    Map<String, String> ecs = EcsList.read();

    assertThat(attributes())
        .allMatch(
            name ->
                ecs.containsKey(name)
                    || name.startsWith("faultline.")
                    || name.startsWith("db.")
                    || NOT_OF_ECS.contains(name));
  }

  /** The names of all keys that are constants in the package of attributes. */
  private static TreeSet<String> attributes() throws Exception {
    TreeSet<String> names = new TreeSet<>();
    for (Class<?> type : classes()) {
      for (Field each : type.getDeclaredFields()) {
        if (each.getType() != Key.class || (each.getModifiers() & 8) == 0) continue; // static
        each.setAccessible(true);
        dev.faultline.agent.export.ecs.Field field = Fields.make(((Key) each.get(null)).name);
        if (field.form != dev.faultline.agent.export.ecs.Field.Form.OMITTED) {
          names.add(field.name.getValue());
        }
      }
    }
    return names;
  }

  private static List<Class<?>> classes() throws IOException, ReflectiveOperationException {
    Class<?> anchor = AttributeWriter.class;
    Path root = Path.of(anchor.getProtectionDomain().getCodeSource().getLocation().getPath());
    String name = anchor.getPackageName();
    List<Class<?>> classes = new ArrayList<>();
    try (Stream<Path> files = Files.list(root.resolve(name.replace('.', '/')))) {
      for (Path each : files.toList()) {
        String file = each.getFileName().toString();
        if (!file.endsWith(".class") || file.startsWith("package-info")) continue;
        classes.add(Class.forName(name + '.' + file.substring(0, file.length() - 6)));
      }
    }
    return classes;
  }
}
