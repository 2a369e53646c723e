// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.bootstrap.fault.Layer;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.fault.State;
import dev.faultline.bootstrap.subject.LogLine;
import dev.faultline.bootstrap.trace.CurrentTrace;
import java.math.BigDecimal;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogHookTest {
  private final Exception thrown = new IllegalStateException("oops");

  @BeforeEach
  void turnOn() {
    Recorded.sightings();
    ProbeSwitch.LOGGING.turnOn();
  }

  @AfterEach
  void turnOff() {
    ProbeSwitch.LOGGING.turnOff();
    IgnoredLoggers.use(new String[0]);
    Recorded.sightings();
  }

  @Test
  void error_isASightingWithItsLine() {
    LogHook.logback("ERROR", "shop.Orders", "cannot {}", new Object[] {"order"}, thrown);

    Sighting sighting = only(Recorded.sightings());
    assertThat(sighting.throwable).isSameAs(thrown);
    assertThat(sighting.layer).isEqualTo(Layer.LOG);
    assertThat(sighting.state).isEqualTo(State.LOGGED);
    assertThat(sighting.by).isEqualTo("shop.Orders");
    assertThat(sighting.level).isEqualTo("ERROR");
    LogLine line = last(sighting);
    assertThat(line.template).isEqualTo("cannot {}");
    assertThat(line.arguments).containsExactly("order");
    assertThat(line.nanos - sighting.nanos).isNegative();
  }

  @Test
  void info_isALineOnly() {
    LogHook.logback("INFO", "shop.Orders", "tried", null, thrown);
    assertThat(Recorded.sightings()).isEmpty();

    LogHook.logback("WARN", "shop.Orders", "gave up", null, thrown);
    Sighting sighting = only(Recorded.sightings());
    assertThat(sighting.log).extracting(l -> l.template).endsWith("tried", "gave up");
  }

  @Test
  void debug_isNothing() {
    LogHook.logback("DEBUG", "shop.Orders", "detail", null, thrown);
    LogHook.logback("ERROR", "shop.Orders", "cannot", null, thrown);

    assertThat(only(Recorded.sightings()).log).extracting(l -> l.template).doesNotContain("detail");
  }

  @Test
  void lastArgument_isTheThrowable_asLogbackTakesIt() {
    LogHook.logback("ERROR", "a", "{} of {}", new Object[] {1, thrown}, null);

    Sighting sighting = only(Recorded.sightings());
    assertThat(sighting.throwable).isSameAs(thrown);
    assertThat(last(sighting).arguments).containsExactly(1);
  }

  @Test
  void argumentsOfTheApplication_areNotCalled() {
    Object hostile = new Hostile();
    Object[] arguments = {
      hostile, new BigDecimal("1.5") {}, State.LOGGED, String.class, null, 7L, 'c', true
    };
    LogHook.logback("ERROR", "a", "m", arguments, thrown);

    assertThat(last(only(Recorded.sightings())).arguments)
        .containsExactly(
            "<" + Hostile.class.getName() + ">",
            "<" + LogHookTest.class.getName() + "$1>",
            "LOGGED",
            "java.lang.String",
            null,
            7L,
            'c',
            true);
  }

  @Test
  void sizes_areBounded() {
    Object[] many = new Object[1000];
    many[0] = "x".repeat(10_000);
    LogHook.logback("ERROR", "a", "t".repeat(10_000), many, thrown);

    LogLine line = last(only(Recorded.sightings()));
    assertThat(line.template).hasSize(LogArguments.MAX_TEMPLATE);
    assertThat(line.arguments).hasSize(LogArguments.MAX_ARGUMENTS);
    assertThat((String) line.arguments[0]).hasSize(LogArguments.MAX_STRING);
  }

  @Test
  void insideOfAHook_nothingIsRecorded() {
    CurrentTrace.get().enterHook();
    try {
      LogHook.logback("ERROR", "a", "m", null, thrown);
      JulHook.publish(record(Level.SEVERE), "a");
    } finally {
      CurrentTrace.get().exitHook();
    }
    assertThat(Recorded.sightings()).isEmpty();
  }

  @Test
  void ignoredLogger_isNotRecorded() {
    IgnoredLoggers.use(new String[] {"shop.noise"});
    LogHook.logback("ERROR", "shop.noise", "m", null, thrown);
    LogHook.logback("ERROR", "shop.noise.Deep", "m", null, thrown);
    assertThat(Recorded.sightings()).isEmpty();

    LogHook.logback("ERROR", "shop.noisy", "m", null, thrown);
    assertThat(Recorded.sightings()).hasSize(1);
  }

  @Test
  void switchedOff_nothingIsRecorded() {
    ProbeSwitch.LOGGING.turnOff();
    LogHook.logback("ERROR", "a", "m", null, thrown);
    JulHook.publish(record(Level.SEVERE), "a");
    assertThat(Recorded.sightings()).isEmpty();
  }

  @Test
  void bridgedRecord_isOneLine() {
    JulHook.publish(record(Level.SEVERE), "a");
    LogHook.bridge(true);
    LogHook.logback("ERROR", "a", "bridged", null, thrown);
    LogHook.logback("ERROR", "b", "by an appender", null, thrown);
    LogHook.bridge(false);

    List<Sighting> sightings = Recorded.sightings();
    assertThat(sightings).hasSize(2).allMatch(each -> each.throwable == thrown);
    assertThat(sightings.get(1).log)
        .extracting(l -> l.template)
        .endsWith("cannot", "by an appender");
  }

  @Test
  void julLevels_areNormalized() {
    JulHook.publish(record(Level.OFF), "a");
    JulHook.publish(record(Level.WARNING), "a");
    JulHook.publish(record(Level.INFO), "a");
    JulHook.publish(record(Level.CONFIG), "a");

    assertThat(Recorded.sightings()).extracting(s -> s.level).containsExactly("ERROR", "WARN");
  }

  @Test
  void log4jOne_fatalIsAnError() {
    LogHook.log4jOne("FATAL", "a", "cannot", thrown);
    LogHook.log4jOne("DEBUG", "a", "tries", thrown);

    Sighting sighting = only(Recorded.sightings());
    assertThat(sighting.level).isEqualTo("ERROR");
    assertThat(last(sighting).template).isEqualTo("cannot");
  }

  @Test
  void log4jOne_exceptionForAMessageIsWhatWasThrown() {
    LogHook.log4jOne("ERROR", "a", thrown, null);

    Sighting sighting = only(Recorded.sightings());
    assertThat(sighting.throwable).isSameAs(thrown);
    assertThat(last(sighting).template).isEqualTo("<java.lang.IllegalStateException>");
  }

  @Test
  void recordOfTheApplication_isNotAskedForItsMessage() {
    LogRecord own =
        new LogRecord(Level.SEVERE, "cannot") {
          @Override
          public String getMessage() {
            throw new AssertionError("asked");
          }
        };
    own.setThrown(thrown);
    JulHook.publish(own, "a");

    LogLine line = last(only(Recorded.sightings()));
    assertThat(line.template).isEqualTo("<" + own.getClass().getName() + ">");
  }

  @Test
  void recordOfTheApplication_thatThrowsIsNoFailureOfTheProbe() {
    LogRecord own =
        new LogRecord(Level.SEVERE, "cannot") {
          @Override
          public Throwable getThrown() {
            throw new IllegalArgumentException("broken");
          }
        };
    long before = ProbeSwitch.LOGGING.failures();
    JulHook.publish(own, "a");

    assertThat(ProbeSwitch.LOGGING.failures()).isEqualTo(before);
    assertThat(CurrentTrace.get().isInHook()).isFalse();
    assertThat(Recorded.sightings()).isEmpty();
  }

  private LogRecord record(Level level) {
    LogRecord record = new LogRecord(level, "cannot");
    record.setThrown(thrown);
    return record;
  }

  private static Sighting only(List<Sighting> sightings) {
    assertThat(sightings).hasSize(1);
    return sightings.get(0);
  }

  private static LogLine last(Sighting sighting) {
    assertThat(sighting.log).isNotEmpty();
    return sighting.log[sighting.log.length - 1];
  }

  private static final class Hostile {
    @Override
    public String toString() {
      throw new AssertionError("asked");
    }
  }
}
