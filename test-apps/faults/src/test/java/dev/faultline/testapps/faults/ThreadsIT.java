// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

import static dev.faultline.harness.FaultlineAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.App;
import dev.faultline.harness.Jdk;
import dev.faultline.harness.JdkSource;
import dev.faultline.harness.Run;
import org.junit.jupiter.params.ParameterizedTest;

/** The death of a thread is told, and its handler is called as before. */
class ThreadsIT {
  @ParameterizedTest
  @JdkSource
  void rows(Jdk jdk) {
    RowsRun rows = RowsRun.of(Threads.class, jdk);

    escaped(rows, "thread_diesWithoutHandler").hasStep("ended the thread worker-1").hasSteps(1);
    escaped(rows, "thread_diesWithOwnHandler").hasStep("handler " + Threads.class.getName() + "$$");
    escaped(rows, "thread_diesWithDefaultHandler").hasStep(handler("Handler"));
    escaped(rows, "threadGroup_handlerStillCalled").hasStep(handler("Group"));
    escaped(rows, "threadGroup_aboveHandles").hasStep(handler("Group"));
    escaped(rows, "the first of handler_thatThrows").hasType(IllegalStateException.class);
    escaped(rows, "the second of handler_thatThrows")
        .hasType(IllegalArgumentException.class)
        .hasStep("left its handler of uncaught exceptions");
    escaped(rows, "handler_thatRethrows").hasStep("left its handler").hasStep("ended the thread");
    escaped(rows, "the first of handler_thatStartsAThread").hasStep("given to");
    escaped(rows, "the second of handler_thatStartsAThread").hasSteps(1);
    escaped(rows, "handler_ofTheThreadsOwnChoice").hasStep(handler("Handler"));
    escaped(rows, "the first of handler_thatCannotBeAskedFor").hasSteps(1);
    escaped(rows, "the second of handler_thatCannotBeAskedFor").hasSteps(1);
    escaped(rows, "thread_whoseIdCannotBeAskedFor").hasStep("ended the thread").hasSteps(1);
    rows.fault("handler_calledByALibrary")
        .hasState("")
        .hasLayers("thread")
        .hasStep("given to the thread's handler java.lang.ThreadGroup")
        .hasSteps(1);
    rows.fault("defaultHandler_calledByALibrary").hasStep(handler("Handler")).hasSteps(1);
    escaped(rows, "thread_whoseNameChanges").hasStep("ended the thread renamed");
    escaped(rows, "subclassOfThread_dies").hasStep("ended the thread subclass");
    rows.fault("worker_diesOnExecute")
        .hasState("escaped")
        .hasLayers("task", "thread")
        .hasStep("ended the thread pool-worker")
        .isInATrace();
    rows.fault("stackOverflow_endsAThread").hasType(StackOverflowError.class).hasState("escaped");
    rows.fault("outOfMemory_endsAThread").hasType(OutOfMemoryError.class).hasState("escaped");
    rows.occurrences("oneException_endsTwoThreads", 2);
    rows.occurrences("oneCause_endsTwoThreads", 2);
    rows.occurrences("sixtyFour_dieAtOnce", 64);
    rows.occurrences("thousand_dieAtOnce", 1000);
    if (jdk.major() >= 21) {
      escaped(rows, "virtualThread_dies").hasStep("ended its thread").hasSteps(1);
      rows.occurrences("virtualThreads_dieAtOnce", 1000);
    }
    rows.none("interrupted_isNoFault");
    rows.none("threadDeath_isNoFault");
    rows.nothingElse();
  }

  @ParameterizedTest
  @JdkSource
  void mainThread_dies(Jdk jdk) {
    App app = App.of(MainDies.class).on(jdk).args("main").withoutLauncher().expectAnyErr();
    Run without = app.exitsWith(1).withoutAgent().run();
    app = App.of(MainDies.class).on(jdk).args("main").withoutLauncher().expectAnyErr();
    Run run = app.exitsWith(1).set("faultline.sample.rate", 0).run();
    assertThat(run.out()).isEqualTo(without.out());
    assertThat(run.err()).contains("Exception in thread \"main\" java.lang.IllegalStateException");
    assertThat(run)
        .hasOneFault()
        .hasMessage("main_dies")
        .hasState("escaped")
        .hasStep("ended the thread main")
        .isInNoTrace();
  }

  /** Hooks run side by side, ours among them, so whether it is told is not certain. */
  @ParameterizedTest
  @JdkSource(ends = true)
  void shutdownHook_mayThrow(Jdk jdk) {
    Run run = App.of(MainDies.class).on(jdk).args("hook").withoutLauncher().expectAnyErr().run();
    assertThat(run.out()).contains("ends", "hook runs");
    assertThat(run.err()).contains("Exception in thread \"failing-hook\"");
    assertThat(run.faults()).hasSizeLessThan(2);
  }

  private static RowsRun.RowFault escaped(RowsRun rows, String row) {
    return rows.fault(row).hasState("escaped").hasLayers("thread").isInNoTrace();
  }

  private static String handler(String name) {
    return "given to the thread's handler " + Threads.class.getName() + "$" + name;
  }
}
