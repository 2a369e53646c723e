// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.App;
import dev.faultline.harness.Jdk;
import dev.faultline.harness.Jdks;
import dev.faultline.harness.RecordedFault;
import dev.faultline.harness.Run;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * A fault has the same fingerprint in every run and on every JDK, and two faults have two. One test
 * for all JDKs, since it compares them.
 *
 * <p>What peers do: Sentry groups all lambdas of a class together, and split one fault into 17
 * issues by the numbers of its proxies.
 */
class ShapesIT {
  @Test
  void fingerprints_areStable() {
    Map<String, Map<String, String>> runs = new LinkedHashMap<>();
    for (Jdk jdk : Jdks.all()) runs.put(jdk.toString(), prints(app(jdk).run()));
    Jdk jdk = Jdks.newestUpTo(17);
    Map<String, String> prints = prints(app(jdk).run());
    runs.put(jdk + ", again", prints);
    Run shown = withOtherFrames(jdk).run();
    assertThat(shown.faults()).anyMatch(fault -> fault.stack().contains("$$Lambda"));
    runs.put(jdk + ", hidden frames shown", prints(shown));

    // Row by row, so that a failure says which one differs, and where.
    TreeMap<String, Map<String, String>> differing = new TreeMap<>();
    for (String row : prints.keySet()) {
      Map<String, String> ofRow = new LinkedHashMap<>();
      runs.forEach((run, each) -> ofRow.put(run, each.getOrDefault(row, "not told")));
      if (new TreeSet<>(ofRow.values()).size() > 1) differing.put(row, ofRow);
    }
    assertThat(differing).as("rows whose fingerprints differ").isEmpty();
    runs.values().forEach(each -> assertThat(each).hasSameSizeAs(prints));
    differByFaultAlone(prints);
  }

  /** Rows that are named alike have one fingerprint, which no other has. */
  private static void differByFaultAlone(Map<String, String> prints) {
    Map<String, String> faults = new TreeMap<>();
    prints.forEach((row, print) -> faults.merge(print, fault(row), ShapesIT::both));
    TreeSet<String> wanted = new TreeSet<>();
    for (String row : prints.keySet()) wanted.add(fault(row));
    assertThat(faults.values()).containsExactlyInAnyOrderElementsOf(wanted);
  }

  private static String both(String one, String other) {
    return one.equals(other) ? one : one + " and " + other;
  }

  private static String fault(String row) {
    return row.replaceFirst("-.*", "");
  }

  private static App app(Jdk jdk) {
    return App.of(Shapes.class).on(jdk).expectAnyErr(); // what ends a thread is written there
  }

  private static App withOtherFrames(Jdk jdk) {
    return app(jdk)
        .jvmArgs("-XX:+UnlockDiagnosticVMOptions", "-XX:+ShowHiddenFrames")
        .set("sun.reflect.noInflation", true);
  }

  /** The fingerprint of each row: one fault each, told once. */
  private static Map<String, String> prints(Run run) {
    List<String> rows = run.out().lines().map(line -> line.replaceFirst(": .*", "")).toList();
    Map<String, String> prints = new TreeMap<>();
    for (RecordedFault fault : run.faults()) {
      assertThat(fault.attributes()).containsEntry("faultline.count", 1L);
      String before = prints.put(fault.text("thread.name"), fault.text("faultline.fingerprint"));
      assertThat(before).as(fault.text("thread.name") + " told before").isNull();
    }
    assertThat(prints.keySet()).isNotEmpty().containsExactlyInAnyOrderElementsOf(rows);
    return prints;
  }
}
