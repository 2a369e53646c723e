// SPDX-License-Identifier: Apache-2.0
package dev.faultline.exporters;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.faultline.harness.ClassPath;
import dev.faultline.harness.Run;
import dev.faultline.harness.StrictJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Checks documents by the field list of the Elastic Common Schema. */
final class EcsDocuments {
  private static final Path LIST =
      ClassPath.root()
          .resolve("agent/src/test/resources/dev/faultline/agent/export/ecs/fields.tsv");

  /** Of no schema, but where one looks for them. */
  private static final Set<String> BESIDE =
      Set.of("parent.id", "http.route", "http.request.method_original");

  private EcsDocuments() {}

  /** A document a line, each by the letter of JSON and the schema. */
  static List<JsonObject> parse(String lines) throws IOException {
    assertThat(lines).endsWith("\n");
    List<JsonObject> documents = new ArrayList<>();
    for (String line : lines.substring(0, lines.length() - 1).split("\n", -1)) {
      documents.add(StrictJson.parse(line.getBytes(StandardCharsets.UTF_8)).getAsJsonObject());
    }
    check(documents);
    return documents;
  }

  static void check(List<JsonObject> documents) throws IOException {
    Map<String, String> types = types();
    for (JsonObject document : documents) {
      // after the specification of ECS loggers
      assertThat(document.keySet()).startsWith("@timestamp", "log.level", "message");
      assertThat(document.keySet()).contains("ecs.version", "service.name", "event.dataset");
      TreeSet<String> names = new TreeSet<>(document.keySet());
      document.entrySet().forEach(each -> check(each.getKey(), each.getValue(), types));
      for (String name : names) {
        String next = names.ceiling(name + ".");
        assertThat(next != null && next.startsWith(name + ".")).as(name + ", " + next).isFalse();
      }
    }
  }

  /**
   * How many documents the run's account says were taken: each of these signals is one a record.
   */
  static int delivered(Run run) {
    return Stream.of("faults", "spans", "logs")
        .mapToInt(signal -> (int) run.accounts().get(signal).delivered())
        .sum();
  }

  static List<JsonObject> of(List<JsonObject> documents, String dataset) {
    return documents.stream()
        .filter(each -> each.get("event.dataset").getAsString().equals(dataset))
        .toList();
  }

  private static void check(String name, JsonElement value, Map<String, String> types) {
    String type = types.get(name);
    if (type == null) {
      boolean ours = name.startsWith("faultline.") || name.startsWith("labels.");
      assertThat(ours || name.startsWith("db.") || BESIDE.contains(name)).as(name).isTrue();
      return;
    }
    assertThat(value.isJsonPrimitive()).as(name).isTrue();
    String text = value.getAsString();
    assertThat(value.getAsJsonPrimitive().isString()).as(name).isEqualTo(!type.equals("long"));
    switch (type) {
      case "long":
        assertThat(text).as(name).matches("-?\\d+");
        return;
      case "date":
        assertThat(OffsetDateTime.parse(text).getYear()).as(name).isGreaterThan(2020);
        return;
      case "ip":
        assertThat(text).as(name).matches("[0-9a-f:.]+");
        return;
      default:
        assertThat(text).as(name).isNotEmpty();
    }
  }

  private static Map<String, String> types() throws IOException {
    Map<String, String> types = new LinkedHashMap<>();
    for (String line : Files.readAllLines(LIST)) {
      String[] columns = line.split("\t", -1);
      if (columns.length == 2) types.put(columns[0], columns[1]);
    }
    return types;
  }
}
