// SPDX-License-Identifier: Apache-2.0
package dev.faultline.webrows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.App;
import dev.faultline.harness.Jdk;
import dev.faultline.harness.RecordedFault;
import dev.faultline.harness.RecordedSpan;
import dev.faultline.harness.Run;
import dev.faultline.harness.RunningApp;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * An application that asks itself all its rows, run three times on one JDK: without the agent, with
 * it, and with it when nothing ordinary is sampled. What is answered must be the same each time,
 * and what is told the same both times.
 */
public final class WebRun {
  private final List<Run> runs;
  private final List<RecordedFault> expected = new ArrayList<>();

  private WebRun(List<Run> runs) {
    this.runs = runs;
  }

  public static WebRun of(Class<?> main, Jdk jdk) {
    // All at once: much of it is waiting for a time to be out.
    try (RunningApp without = app(main, jdk).withoutAgent().start();
        RunningApp all = app(main, jdk).start();
        RunningApp unsampled = app(main, jdk).set("faultline.sample.rate", 0).start()) {
      return of(without.awaitEnd(), all.awaitEnd(), unsampled.awaitEnd());
    }
  }

  private static WebRun of(Run without, Run all, Run unsampled) {
    assertThat(all.out()).as("answers").isEqualTo(without.out());
    assertThat(unsampled.out()).as("answers, nothing sampled").isEqualTo(without.out());
    return new WebRun(List.of(all, unsampled));
  }

  private static App app(Class<?> main, Jdk jdk) {
    return App.of(main).on(jdk).expectAnyErr(); // containers and frameworks log there
  }

  /** What was answered, a line for each row. */
  public String answers() {
    return runs.get(0).out();
  }

  /** The one fault of that row: a path below the application's. */
  public WebFault fault(String row) {
    return fault(row, "");
  }

  /** The one fault of that row that has the text in its stack. */
  public WebFault fault(String row, String text) {
    return theOne(row, each -> isOf(each, row, text));
  }

  /** The one fault of that row that is as wanted. */
  public WebFault fault(String row, Predicate<RecordedFault> wanted) {
    return theOne(row, each -> isOf(each, row, "") && wanted.test(each));
  }

  private WebFault theOne(String what, Predicate<RecordedFault> wanted) {
    List<RecordedFault> both = new ArrayList<>();
    for (Run run : runs) {
      List<RecordedFault> found = run.faults().stream().filter(wanted).toList();
      assertThat(found).as("faults of " + what + " in " + described(run)).hasSize(1);
      assertThat(found.get(0).attributes()).containsEntry("faultline.count", 1L);
      both.add(found.get(0));
    }
    expected.addAll(both);
    return new WebFault(both);
  }

  /** The one fault whose stack says that, of whatever request, or of none. */
  public WebFault faultSaying(String text) {
    return theOne(text, each -> each.stack().contains(text));
  }

  /** What the server itself has failed with, on account of ours; however often. */
  public void alsoToldOf(String text) {
    for (Run run : runs) {
      run.faults().stream().filter(each -> each.stack().contains(text)).forEach(expected::add);
    }
  }

  /** The one span of that request is an error, and has that status. */
  public void failedRequest(String row, int status) {
    for (Run run : runs) {
      List<RecordedSpan> found =
          run.spans().stream().filter(span -> isServerSpan(span) && isOf(span, row)).toList();
      assertThat(found).as("requests of " + row).hasSize(1);
      assertThat(found.get(0).isError()).as(found.toString()).isTrue();
      assertThat(found.get(0).attributes())
          .containsEntry("http.response.status_code", (long) status);
    }
  }

  /** No request has two spans. */
  public void eachRequestOnce() {
    for (Run run : runs) {
      assertThat(run.spans().stream().filter(WebRun::isServerSpan))
          .extracting(span -> span.attributes().get("url.path"))
          .doesNotHaveDuplicates();
    }
  }

  /** What was asked for by {@link #fault} is all that was told. */
  public void nothingElse() {
    for (Run run : runs) {
      assertThat(run.faults().stream().filter(each -> !expected.contains(each)))
          .as(described(run))
          .isEmpty();
    }
  }

  private static boolean isServerSpan(RecordedSpan span) {
    return span.kind() == SpanKind.SPAN_KIND_SERVER;
  }

  private static boolean isOf(RecordedSpan span, String row) {
    return ("/app" + row).equals(span.attributes().get("url.path"));
  }

  private static boolean isOf(RecordedFault fault, String row, String text) {
    return fault.text("url.path").equals("/app" + row) && fault.stack().contains(text);
  }

  private static String described(Run run) {
    StringBuilder text = new StringBuilder();
    for (RecordedFault each : run.faults()) {
      text.append('\n').append(each.text("url.path")).append(' ').append(each);
      text.append(' ').append(each.state()).append(each.way());
    }
    return text.toString();
  }
}
