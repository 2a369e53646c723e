// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.Jdk;
import dev.faultline.harness.JdkSource;
import dev.faultline.harness.RecordedFault;
import dev.faultline.harness.Run;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * Throwables that do what throwables should not do are told all the same, and hold nobody up.
 *
 * <p>What peers do: a cycle overflows Elastic's reporter and hangs Pinpoint's application thread; a
 * getMessage() that throws loses OpenTelemetry's span; New Relic asks equals(); SkyWalking drops
 * the causes of a stackless one; who waits for a synchronized getMessage() waits for ever.
 */
class HostileIT {
  @ParameterizedTest
  @JdkSource
  void rows(Jdk jdk) {
    RowsRun rows =
        RowsRun.of(
            Hostile.class,
            jdk,
            app ->
                app.expectErr("\\[faultline] WARN Methods of 2 throwables have not returned .*"));

    for (String row : new String[] {"everyMethod_throws", "everyMethod_overflows"}) {
      rows.fault(row).hasRootCause(IllegalStateException.class, row);
    }
    rows.fault("message_liesEachTime")
        .has("exception.message", "message_liesEachTime asked 1 times");
    rows.fault("stack_hasHoles").has("faultline.thrown_at", "Some.where(Unknown Source)");
    rows.fault("stack_isNull").has("faultline.stackless", true);
    rows.fault("cause_isNewEachTime");
    rows.fault("cause_isItself");
    rows.fault("causes_areACycle").hasRootCause(RuntimeException.class, "cause");
    rows.fault("suppressed_areACycle");
    rows.fault("suppressed_areMany");
    rows.fault("causes_areMany").hasRootCause(IllegalStateException.class, "the root");
    rows.fault("frames_areMany");
    rows.fault("message_isAMegabyte");
    rows.fault("class_isAnonymous").has("exception.type", Hostile.class.getName() + "$1");
    rows.fault("stack_isOff").has("faultline.stackless", true);
    rows.fault("class_isLocal").has("exception.type", Hostile.class.getName() + "$1Local");
    rows.fault("class_isMadeInALambda").has("exception.type", Hostile.class.getName() + "$3");
    rows.fault("fillInStackTrace_throws").hasType(IllegalStateException.class);
    rows.fault("fillInStackTrace_returnsAnother").has("faultline.stackless", true);
    rows.fault("cause_throws")
        .has("exception.message", "cause_throws")
        .hasStackContaining("getCause() threw java.lang.IllegalStateException");
    rows.fault("message_hangs")
        .hasRootCause(IllegalStateException.class, "message_hangs")
        .hasLayers("thread");
    for (Run run : rows.runs()) heldOneIsTold(run);
  }

  /** Its monitor is taken: all that can be known of it is its class. */
  private static void heldOneIsTold(Run run) {
    assertThat(run.faults().stream().filter(HostileIT::isHeld)).hasSize(1);
  }

  private static boolean isHeld(RecordedFault fault) {
    return fault.type().equals(HostileHangs.class.getName() + "$Locking")
        && fault.stack().contains("did not return within 1.0 s");
  }
}
