// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.App;
import dev.faultline.harness.Jdk;
import dev.faultline.harness.JdkSource;
import dev.faultline.harness.RecordedFault;
import dev.faultline.harness.Run;
import java.util.List;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * What compiled code throws without a stack is told with the stack that the same had before, in its
 * group, and counted to the last. Of the peers' list: "JVM stackless (OmitStackTraceInFastThrow)
 * repaired".
 */
@Isolated("what is hot must be compiled in time")
class FastThrowIT {
  private static final int TASKS = 3_000; // fewer than wait in a lane: none may overflow
  private static final String FLAG = "-XX:-OmitStackTraceInFastThrow";

  @ParameterizedTest
  @JdkSource
  void stackless_isToldAsWhatHadAStackBefore(Jdk jdk) {
    check(jdk, 1);
    check(jdk, 0);
  }

  private static void check(Jdk jdk, int sampleRate) {
    Run run =
        App.of(FastThrow.class)
            .args(String.valueOf(TASKS))
            .on(jdk)
            .optimized() // it is what throws them
            .set("faultline.sample.rate", sampleRate)
            // Else the loop that makes it hot has a compiled copy of its own.
            .jvmArgs(
                "-XX:CompileCommand=quiet",
                "-XX:CompileCommand=dontinline,dev.faultline.testapps.faults.FastThrow$Null::fail",
                "-XX:CompileCommand=dontinline,dev.faultline.testapps.faults.FastThrow$Index::fail")
            .expectErr("\\[faultline] WARN Dropped \\d+ spans: .*")
            .expectErr("\\[faultline] WARN Dropped in the last minute:( \\d+ spans \\w+,?)+")
            .expectLosses() // of spans; of faults it is checked that there are none
            .run();

    assertThat(run.out()).contains("null came true", "index came true");
    assertThat(run.accounts().get("faults").dropped()).isZero();
    told(run, "null", NullPointerException.class, "FastThrow$Null.fail(");
    told(run, "index", ArrayIndexOutOfBoundsException.class, "FastThrow$Index.fail(");
    assertThat(run.err().lines().filter(line -> line.contains(FLAG))).hasSize(1);
  }

  private static void told(Run run, String name, Class<?> type, String site) {
    assertThat(run.out()).contains(name + " stackless " + TASKS + " of " + (TASKS + 1));
    List<RecordedFault> faults =
        run.faults().stream().filter(each -> each.type().equals(type.getName())).toList();
    assertThat(faults)
        .extracting(each -> each.text("faultline.fingerprint"))
        .containsOnly(faults.get(0).text("faultline.fingerprint"));
    assertThat(faults.stream().mapToLong(FastThrowIT::count).sum()).isEqualTo(TASKS + 1);

    RecordedFault full = faults.get(0);
    assertThat(full.stack()).contains(site);
    assertThat(full.attributes()).doesNotContainKeys("faultline.stackless", "faultline.hint");

    List<RecordedFault> stackless = faults.subList(1, faults.size());
    assertThat(stackless)
        .isNotEmpty()
        .allSatisfy(each -> assertThat(each.text("faultline.stackless")).isEqualTo("true"))
        .allSatisfy(each -> assertThat(each.text("faultline.hint")).contains(FLAG));
    assertThat(stackless.get(0).stack()).isEqualTo(type.getName());
    assertThat(stackless.get(0).text("faultline.earlier_stacktrace")).isEqualTo(full.stack());
  }

  private static long count(RecordedFault fault) {
    return (Long) fault.attributes().get("faultline.count");
  }
}
