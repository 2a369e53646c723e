// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.trace;

import static dev.faultline.agent.console.store.Sent.batch;
import static dev.faultline.agent.console.store.Sent.line;
import static dev.faultline.agent.console.store.Sent.source;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.console.record.LineRecord;
import dev.faultline.agent.console.record.Source;
import dev.faultline.agent.console.store.InStore;
import dev.faultline.agent.console.store.table.LineRow;
import dev.faultline.agent.console.store.table.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines that belong to no trace. */
public class LooseLinesTest extends InStore {
  @Test
  void warnings_areKeptByServiceTheLatestFirst() {
    store.write(batch(loose(shop, "one"), loose(source("bank", "", ""), "other")));
    store.write(batch(loose(shop, "two")));
    store.write(batch(loose(source("shop", "production", "2.0"), "of a later release")));
    store.write(batch(line(shop, TRACE, "1", "of a trace")));

    assertThat(latest().keySet())
        .containsExactlyInAnyOrder(List.of("shop", "production"), List.of("bank", ""));
    assertThat(texts("shop", "production"))
        .containsExactlyInAnyOrder("of a later release", "two", "one");
    assertThat(texts("bank", "")).containsExactly("other");
    LineRow line = latest().get(List.of("bank", "")).get(0);
    assertThat(line.severity).isEqualTo("WARN");
    assertThat(line.service).isEqualTo("bank");
    assertThat(store.summary().arrived("linesNotKept")).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "13, '', 1",
    "24, '', 1",
    "12, '', 0",
    "9, ERROR, 0",
    "0, WARNING, 1",
    "0, error, 1",
    "0, SEVERE, 1",
    "0, INFO, 0",
    "0, '', 0"
  })
  void line_isKeptFromWarningOn(int number, String text, int kept) {
    store.write(batch(line(shop, "", "", number, text, "it")));
    assertThat(texts("shop", "production")).hasSize(kept);
    assertThat(store.summary().arrived("lines")).isEqualTo(1);
    assertThat(store.summary().arrived("linesNotKept")).isEqualTo(1 - kept);
  }

  @Test
  void severity_isNamedWhereOnlyItsNumberIsSaid() {
    store.write(batch(line(shop, "", "", 17, "", "it")));
    assertThat(latest().get(List.of("shop", "production")).get(0).severity).isEqualTo("ERROR");
  }

  @Test
  void batchThatIsSentTwice_changesNothing() {
    store.write(batch(loose(shop, "one"), loose(shop, "one"), loose(shop, "two")));
    store.write(batch(loose(shop, "one"), loose(shop, "two")));
    assertThat(texts("shop", "production")).containsExactly("two", "one");
  }

  @Test
  void flood_leavesTheLatestAndThoseOfOthers() {
    store.write(batch(loose(source("quiet", "", ""), "still there")));
    for (int i = 0; i < 30; i++) {
      List<LineRecord> many = new ArrayList<>();
      for (int j = 0; j < 170; j++) many.add(loose(shop, i + "-" + j));
      store.write(batch(many.toArray()));
    }
    assertThat(texts("shop", "production"))
        .hasSize(10)
        .startsWith("29-169", "29-168")
        .endsWith("29-160");
    assertThat(texts("quiet", "")).containsExactly("still there");
    assertThat(rows()).isEqualTo(LooseLines.RING + 1);
  }

  @Test
  void linesOfATraceBeyondItsBound_areCounted() {
    List<LineRecord> many = new ArrayList<>();
    for (int i = 0; i < 503; i++) many.add(line(shop, TRACE, "1", "line " + i));
    store.write(batch(many.toArray()));
    assertThat(store.trace(TRACE).lines).hasSize(500);
    assertThat(store.summary().arrived("linesNotKept")).isEqualTo(3);
  }

  private static LineRecord loose(Source source, String text) {
    return line(source, "", "", text);
  }

  private Map<List<String>, List<LineRow>> latest() {
    return store.read(LooseLines::latest);
  }

  private List<String> texts(String service, String environment) {
    List<String> texts = new ArrayList<>();
    for (LineRow each : latest().getOrDefault(List.of(service, environment), List.of())) {
      texts.add(each.text);
    }
    return texts;
  }

  private long rows() {
    return store.read(connection -> Sql.number(connection, "SELECT COUNT(*) FROM loose_line"));
  }
}
