// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.config.LogLevel;
import dev.faultline.agent.enrich.scrub.Scrubber;
import dev.faultline.agent.enrich.thrown.InApp;
import dev.faultline.agent.enrich.thrown.Throwables;
import dev.faultline.agent.enrich.thrown.Thrown;
import dev.faultline.agent.log.Log;
import dev.faultline.bootstrap.fault.Layer;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.subject.Task;
import dev.faultline.bootstrap.trace.CurrentTrace;
import dev.faultline.bootstrap.trace.SpanType;
import dev.faultline.bootstrap.trace.Trace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the JVM throws without a stack, after it has thrown the same with one. */
class FastThrowTest {
  private static final String FLAG = "-XX:-OmitStackTraceInFastThrow";
  private static final String PRICE = "com.shop.Order#price";
  private static final String TAX = "com.shop.Order#tax";

  private final List<Fault> told = new ArrayList<>();
  private FaultBook book = new FaultBook(AgentConfig.of(Map.of()), told::add, 0);

  @AfterEach
  void everySightingIsAccountedFor() {
    long counts = told.stream().mapToLong(fault -> fault.count).sum();
    assertThat(book.merged() + book.ignored() + book.pending() + counts)
        .isEqualTo(book.sightings());
  }

  @Test
  void withoutStack_isOfTheGroupThatHadOne() {
    Fault full = tell(npe("no price", PRICE), "com.shop.Billing");
    Fault fast = tell(fast(new NullPointerException()), "com.shop.Billing");

    assertThat(full.stackless).isFalse();
    assertThat(full.earlierStack).isNull();
    assertThat(full.hint).isNull();
    assertThat(fast.stackless).isTrue();
    assertThat(fast.fingerprint).isEqualTo(full.fingerprint);
    assertThat(fast.earlierStack).isEqualTo(full.stack).contains("com.shop.Order.price");
    assertThat(fast.hint).contains("recorded earlier", FLAG).doesNotContain("several");
  }

  @Test
  void withoutStack_showsTheLastOfThatGroup() {
    tell(npe("first", PRICE), "com.shop.Billing");
    tell(npe("second", PRICE), "com.shop.Billing");

    Fault fast = tell(fast(new NullPointerException()), "com.shop.Billing");

    assertThat(fast.earlierStack).contains(": second");
  }

  @Test
  void severalGroups_leaveItInOneOfItsOwn() {
    Fault price = tell(npe("no price", PRICE), "com.shop.Billing");
    Fault tax = tell(npe("no tax", TAX), "com.shop.Billing");

    Fault fast = tell(fast(new NullPointerException()), "com.shop.Billing");

    assertThat(fast.fingerprint).isNotIn(price.fingerprint, tax.fingerprint);
    assertThat(fast.earlierStack).isEqualTo(tax.stack);
    assertThat(fast.hint).contains("the last of several", FLAG);
  }

  @Test
  void otherPlaceAndOtherType_areNotTakenForIt() {
    Fault full = tell(npe("no price", PRICE), "com.shop.Billing");

    for (Fault fast :
        List.of(
            tell(fast(new NullPointerException()), "com.shop.Mail"),
            tell(fast(new ArithmeticException()), "com.shop.Billing"))) {
      assertThat(fast.fingerprint).isNotEqualTo(full.fingerprint);
      assertThat(fast.earlierStack).isNull();
      assertThat(fast.hint).contains(FLAG).doesNotContain("earlier");
    }
  }

  @Test
  void wrapper_isLookedThrough() {
    Fault full = tell(new ExecutionException(npe("no price", PRICE)), "com.shop.Billing");
    Fault fast =
        tell(fast(new ExecutionException(fast(new NullPointerException()))), "com.shop.Billing");

    assertThat(fast.type).isEqualTo("java.lang.NullPointerException");
    assertThat(fast.fingerprint).isEqualTo(full.fingerprint);
  }

  @Test
  void applicationsOwn_isNoFastThrow() {
    assertThat(tell(Throwables.stackless(null), "com.shop.Billing").hint).isNull();
    assertThat(tell(fast(new IllegalStateException()), "com.shop.Billing").hint).isNull();
    Fault withMessage = tell(fast(new NullPointerException("mine")), "com.shop.Billing");
    assertThat(withMessage.stackless).isTrue();
    assertThat(withMessage.hint).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        NullPointerException.class,
        ArithmeticException.class,
        ArrayIndexOutOfBoundsException.class,
        ArrayStoreException.class,
        ClassCastException.class
      })
  void allThatTheJvmThrows(Class<? extends Throwable> type) throws Exception {
    assertThat(tell(fast(type.getConstructor().newInstance()), "com.shop.Billing").hint)
        .contains(FLAG);
  }

  @Test
  void earlierStack_isBoundedAndScrubbed() {
    StackTraceElement[] deep = new StackTraceElement[1_000];
    for (int i = 0; i < deep.length; i++) {
      deep[i] = Throwables.frame("com.shop.Level" + "x".repeat(100), "level" + i);
    }
    Throwable full = Throwables.at(new NullPointerException("card 4111 1111 1111 1111"), deep);
    book.add(sighting(full, "com.shop.Billing", null), 0);
    book.tellAll(0);

    Fault fast = tell(fast(new NullPointerException()), "com.shop.Billing");

    assertThat(told.get(0).stack).hasSizeGreaterThan(FastThrows.MAX_BYTES);
    assertThat(fast.earlierStack)
        .hasSizeLessThanOrEqualTo(FastThrows.MAX_BYTES)
        .startsWith("java.lang.NullPointerException: card [card ****1111]")
        .contains("level0(");
  }

  @Test
  void places_areBounded() {
    FastThrows known = new FastThrows();
    List<Thrown> full = List.of(Thrown.of(npe("full", PRICE)));
    List<Thrown> fast = List.of(Thrown.of(fast(new NullPointerException())));
    for (int i = 0; i < 3 * FastThrows.MAX_PLACES; i++) known.groupOf(full, "place " + i, "full");

    assertThat(known.size()).isEqualTo(FastThrows.MAX_PLACES);
    assertThat(known.groupOf(fast, "place 0", "own")).isEqualTo("own");
    int last = 3 * FastThrows.MAX_PLACES - 1;
    assertThat(known.groupOf(fast, "place " + last, "own")).isEqualTo("full");
  }

  @Test
  void stacks_areBoundedAllTogetherAndGroupsKept() {
    StackTraceElement[] deep = new StackTraceElement[300];
    for (int i = 0; i < deep.length; i++) deep[i] = Throwables.frame("com.shop.Deep", "level" + i);
    FastThrows known = new FastThrows();
    for (int i = 0; i < FastThrows.MAX_PLACES; i++) {
      Throwable full = Throwables.at(new NullPointerException("full"), deep);
      known.groupOf(List.of(Thrown.of(full)), "place " + i, "group " + i);
      known.complete(draft(full), "place " + i, "x".repeat(FastThrows.MAX_BYTES));
      assertThat(known.length()).isLessThanOrEqualTo(FastThrows.MAX_LENGTH);
    }

    assertThat(known.size()).isEqualTo(FastThrows.MAX_PLACES);
    Fault.Draft first = draft(fast(new NullPointerException()));
    assertThat(known.groupOf(first.telling, "place 0", "own")).isEqualTo("group 0");
    known.complete(first, "place 0", "");
    assertThat(first.earlierStack).isNull();
    Fault.Draft last = draft(fast(new NullPointerException()));
    known.complete(last, "place " + (FastThrows.MAX_PLACES - 1), "");
    assertThat(last.earlierStack).hasSize(FastThrows.MAX_BYTES);
  }

  private static Fault.Draft draft(Throwable thrown) {
    Thrown top = Thrown.of(thrown);
    PendingFault pending = new PendingFault(sighting(thrown, "com.shop.Billing", null), top);
    return new Fault.Draft(
        pending,
        List.of(top),
        "group",
        new InApp(List.of()),
        Scrubber.of(AgentConfig.of(Map.of())));
  }

  @Test
  void storm_isCountedInTheGroupToTheLast() {
    Fault full = tell(npe("no price", PRICE), "com.shop.Billing");
    NullPointerException preallocated = fast(new NullPointerException());
    for (int i = 0; i < 1_000; i++) {
      Trace trace = begin();
      book.add(sighting(preallocated, "com.shop.Billing", trace), 0);
      end(trace);
    }

    book.tellAll(0);

    assertThat(told).allMatch(fault -> fault.fingerprint.equals(full.fingerprint));
    assertThat(told.stream().mapToLong(fault -> fault.count).sum()).isEqualTo(1_001);
    Fault counted = told.get(told.size() - 1);
    assertThat(counted.stack).isNull();
    assertThat(counted.earlierStack).isNull();
    assertThat(counted.hint).contains(FLAG).doesNotContain("earlier");
  }

  @Test
  void tracesSideBySide_areToldOnceEach() {
    NullPointerException preallocated = fast(new NullPointerException());
    List<Trace> traces = List.of(begin(), begin(), begin());
    for (Trace each : traces) book.add(sighting(preallocated, "com.shop.Billing", each), 0);
    for (Trace each : traces) book.add(sighting(preallocated, "com.shop.Billing", each), 0);
    for (Trace each : traces) {
      book.add(sighting(new IllegalStateException("wrapped", preallocated), "x", each), 0);
    }

    book.tellAll(0);

    assertThat(told).hasSize(3).allMatch(fault -> fault.count == 1);
    assertThat(told).extracting(fault -> fault.message).containsOnly("wrapped");
    assertThat(book.merged()).isEqualTo(6);
  }

  @Test
  void log_namesTheFlagOnce(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("log");
    Log.open(LogLevel.INFO, file.toString());
    try {
      tell(npe("no price", PRICE), "com.shop.Billing");
      tell(fast(new NullPointerException()), "com.shop.Billing");
      tell(fast(new ArithmeticException()), "com.shop.Billing");
    } finally {
      Log.open(LogLevel.INFO, null);
    }
    assertThat(Files.readAllLines(file)).singleElement().asString().contains(FLAG);
  }

  private Fault tell(Throwable throwable, String task) {
    book.add(sighting(throwable, task, null), 0);
    book.tellAll(0);
    return told.get(told.size() - 1);
  }

  private static Sighting sighting(Throwable throwable, String task, Trace trace) {
    Task subject = new Task(task, null, -1, false);
    return new Sighting(throwable, Layer.TASK, trace, 0, 0, Thread.currentThread(), subject);
  }

  private static NullPointerException npe(String message, String frame) {
    return Throwables.at(new NullPointerException(message), frame);
  }

  private static <T extends Throwable> T fast(T throwable) {
    throwable.setStackTrace(new StackTraceElement[0]);
    return throwable;
  }

  private static Trace begin() {
    return CurrentTrace.get().beginTrace(SpanType.TASK, null, null, 1);
  }

  private static void end(Trace trace) {
    CurrentTrace.get().endTrace(trace, trace.end(2, false), 2);
  }
}
