// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.bootstrap.lane.Lanes;
import dev.faultline.bootstrap.lane.LoggedLine;
import dev.faultline.bootstrap.trace.CurrentTrace;
import dev.faultline.bootstrap.trace.Ids;
import dev.faultline.bootstrap.trace.SpanType;
import dev.faultline.bootstrap.trace.Trace;
import dev.faultline.bootstrap.trace.TraceContext;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogSamplingTest {
  private static final String[] NONE = {};

  private final CurrentTrace current = CurrentTrace.get();

  @BeforeEach
  void turnOn() {
    shipped();
    ProbeSwitch.LOGGING.turnOn();
  }

  @AfterEach
  void turnOff() {
    ProbeSwitch.LOGGING.turnOff();
    LogSampling.turnOff();
    IgnoredLoggers.use(NONE);
    Recorded.sightings();
    Recorded.spans();
    shipped();
  }

  @Test
  void error_isShippedUnlessTheUserSaysNo() {
    LogSampling.use(new LogSampling(true, NONE, 0));
    log("ERROR", "shop.Orders");
    assertThat(shipped()).hasSize(1);

    LogSampling.use(new LogSampling(false, NONE, 0));
    log("ERROR", "shop.Orders");
    assertThat(shipped()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "shop.stock,shop.stock,true",
    "shop.stock,shop.stock.Nails,true",
    "shop.stock,shop.stocks,false",
    "shop.stock,shop,false",
    "*,shop,true",
    "*,'',true"
  })
  void warning_isShippedOfTheLoggersThatAreNamed(String name, String logger, boolean ships) {
    LogSampling.use(new LogSampling(true, new String[] {"other", name}, 0));
    log("WARN", logger);
    assertThat(shipped()).hasSize(ships ? 1 : 0);
  }

  @Test
  void info_ofATraceIsShippedAsItsIdSays() {
    LogSampling.use(new LogSampling(false, NONE, 0.5));
    SplittableRandom random = new SplittableRandom(4);
    int kept = 0;
    for (int i = 0; i < 200; i++) {
      long low = random.nextLong();
      Trace trace = begin(low);
      for (int j = 0; j < 3; j++) log("INFO", "shop.Orders");
      current.endTrace(trace, false, System.nanoTime());

      boolean in = (low & 0xff_ffff_ffff_ffffL) >= 1L << 55;
      assertThat(shipped()).hasSize(in ? 3 : 0).allMatch(line -> line.traceIdLow == low);
      kept += in ? 1 : 0;
    }
    assertThat(kept).isBetween(70, 130);
  }

  @Test
  void info_ofASampledTraceIsAsSampledAsTheTrace() {
    LogSampling.use(new LogSampling(false, NONE, 1));
    Trace trace = begin(5);
    log("INFO", "shop.Orders");
    current.endTrace(trace, false, System.nanoTime());

    LoggedLine line = shipped().get(0);
    assertThat(line.sampled).isEqualTo(trace.sampled);
    assertThat(line.spanId).isEqualTo(trace.root.id);
    assertThat(line.traceIdHigh).isEqualTo(trace.idHigh);
    assertThat(line.hasTrace()).isTrue();
  }

  @Test
  void info_ofAnExpectedTraceIsAllOrNothing() {
    LogSampling.use(new LogSampling(false, NONE, 0.5));
    int all = 0;
    for (int i = 0; i < 200; i++) {
      current.expect(SpanType.TASK, System.nanoTime());
      log("INFO", "shop.Orders");
      log("INFO", "shop.Orders");
      Trace trace = current.trace(); // as a statement would
      log("INFO", "shop.Orders");
      assertThat(current.expectNoMore()).isSameAs(trace);
      current.endTrace(trace, false, System.nanoTime());

      List<LoggedLine> lines = shipped();
      assertThat(lines.size()).isIn(0, 3);
      assertThat(lines).allMatch(line -> line.traceIdLow == trace.idLow);
      all += lines.size() / 3;
    }
    assertThat(all).isBetween(60, 140);
  }

  @Test
  void info_ofAnExpectedTraceDoesNotBeginItWhenItIsNotShipped() {
    LogSampling.use(new LogSampling(true, NONE, 0));
    current.expect(SpanType.TASK, System.nanoTime());
    log("INFO", "shop.Orders");
    assertThat(current.expectNoMore()).isNull();
  }

  @Test
  void info_outsideOfAnyTraceIsShippedByChance() {
    LogSampling.use(new LogSampling(true, NONE, 0.1));
    for (int i = 0; i < 4_000; i++) log("INFO", "shop.Orders");

    List<LoggedLine> lines = shipped();
    assertThat(lines.size()).isBetween(250, 550); // 400, and eight times its deviation
    assertThat(lines).noneMatch(LoggedLine::hasTrace).allMatch(line -> line.spanId == 0);
  }

  @ParameterizedTest
  @CsvSource({"0,0", "1,100"})
  void info_shareOfNoneAndAllAreExact(double share, int expected) {
    LogSampling.use(new LogSampling(true, NONE, share));
    for (int i = 0; i < 100; i++) log("INFO", "shop.Orders");
    assertThat(shipped()).hasSize(expected);
  }

  @Test
  void lineOfAFault_isNotToldTwice() {
    LogSampling.use(new LogSampling(true, new String[] {"*"}, 1));
    Exception thrown = new IllegalStateException("oops");
    LogHook.logback("ERROR", "shop.Orders", "cannot", null, thrown);
    LogHook.logback("WARN", "shop.Orders", "cannot", null, thrown);

    assertThat(shipped()).isEmpty();
    assertThat(Recorded.sightings()).hasSize(2).allMatch(each -> each.log != null);
  }

  @Test
  void lineWithWhatIsNoFault_isShipped() {
    LogSampling.use(new LogSampling(true, NONE, 1));
    LogHook.logback("INFO", "shop.Orders", "again", null, new IllegalStateException());
    LogHook.logback("ERROR", "shop.Orders", "stopped", null, new CancellationException());

    assertThat(shipped())
        .extracting(each -> each.line.template)
        .containsExactly("again", "stopped");
    assertThat(Recorded.sightings()).isEmpty();
  }

  @Test
  void ignoredLoggersAndHooks_shipNothing() {
    LogSampling.use(new LogSampling(true, new String[] {"*"}, 1));
    IgnoredLoggers.use(new String[] {"shop.noise"});
    log("ERROR", "shop.noise.Deep");
    current.enterHook();
    log("ERROR", "shop.Orders");
    current.exitHook();
    assertThat(shipped()).isEmpty();
  }

  @Test
  void turnedOff_shipsNothing() {
    LogSampling.use(new LogSampling(true, new String[] {"*"}, 1));
    LogSampling.turnOff();
    log("ERROR", "shop.Orders");
    assertThat(shipped()).isEmpty();
  }

  @Test
  void bridgedLine_isShippedOnce() {
    LogSampling.use(new LogSampling(true, NONE, 0));
    log("ERROR", "shop.Orders");
    LogHook.bridge(true);
    log("ERROR", "shop.Orders");
    LogHook.bridge(false);
    assertThat(shipped()).hasSize(1);
  }

  @Test
  void thread_isTheOneThatLogs() {
    LogSampling.use(new LogSampling(true, NONE, 0));
    log("ERROR", "shop.Orders");
    assertThat(shipped().get(0).threadName).isEqualTo(Thread.currentThread().getName());
  }

  @Test
  void longTexts_takeMoreOfTheLane() {
    LogSampling.use(new LogSampling(true, NONE, 0));
    Object[] arguments = {"x".repeat(10_000), 7, "y".repeat(10_000)};
    for (int i = 0; i < 5_000; i++) {
      LogHook.logback("ERROR", "a", "t".repeat(600), arguments, null);
    }
    assertThat(shipped()).hasSize(1_000); // each as much as five: 512 + 256 + 256 characters
  }

  private Trace begin(long low) {
    String id = Ids.hex(0x0af7651916cd43ddL, low);
    TraceContext inbound = TraceContext.parse("00-" + id + "-b7ad6b7169203331-01", null);
    return current.beginTrace(SpanType.REQUEST, null, inbound, System.nanoTime());
  }

  private static void log(String level, String logger) {
    LogHook.logback(level, logger, "look", null, null);
  }

  private static List<LoggedLine> shipped() {
    List<LoggedLine> lines = new ArrayList<>();
    for (LoggedLine each = Lanes.LINES.poll(); each != null; each = Lanes.LINES.poll()) {
      lines.add(each);
    }
    return lines;
  }
}
