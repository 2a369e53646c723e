// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.ecs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Fields of the Elastic Common Schema, with their types. */
final class EcsList {
  private EcsList() {}

  static Map<String, String> read() throws IOException {
    Map<String, String> types = new LinkedHashMap<>();
    for (String line :
        Files.readAllLines(
            Path.of("src/test/resources/dev/faultline/agent/export/ecs/fields.tsv"))) {
      if (line.startsWith("#")) continue;
      String[] columns = line.split("\t", -1);
      types.put(columns[0], columns[1]);
    }
    return types;
  }
}
