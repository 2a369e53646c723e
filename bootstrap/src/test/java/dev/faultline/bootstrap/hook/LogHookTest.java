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
  private static final Exception THROWN = new IllegalStateException("oops");

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
    LogHook.logback("ERROR", "shop.Orders", "cannot {}", new Object[] {"order"}, THROWN);

    Sighting sighting = only(Recorded.sightings());
    assertThat(sighting.throwable).isSameAs(THROWN);
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
    LogHook.logback("INFO", "shop.Orders", "tried", null, THROWN);
    assertThat(Recorded.sightings()).isEmpty();

    LogHook.logback("WARN", "shop.Orders", "gave up", null, THROWN);
    Sighting sighting = only(Recorded.sightings());
    assertThat(sighting.log).extracting(l -> l.template).endsWith("tried", "gave up");
  }

  @Test
  void debug_isNothing() {
    LogHook.logback("DEBUG", "shop.Orders", "detail", null, THROWN);
    LogHook.logback("ERROR", "shop.Orders", "cannot", null, THROWN);

    assertThat(only(Recorded.sightings()).log).extracting(l -> l.template).doesNotContain("detail");
  }

  @Test
  void lastArgument_isTheThrowable_asLogbackTakesIt() {
    LogHook.logback("ERROR", "a", "{} of {}", new Object[] {1, THROWN}, null);

    Sighting sighting = only(Recorded.sightings());
    assertThat(sighting.throwable).isSameAs(THROWN);
    assertThat(last(sighting).arguments).containsExactly(1);
  }

  @Test
  void argumentsOfTheApplication_areNotCalled() {
    Object hostile = new Hostile();
    Object[] arguments = {
      hostile, new BigDecimal("1.5") {}, State.LOGGED, String.class, null, 7L, 'c', true
    };
    LogHook.logback("ERROR", "a", "m", arguments, THROWN);

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
    LogHook.logback("ERROR", "a", "t".repeat(10_000), many, THROWN);

    LogLine line = last(only(Recorded.sightings()));
    assertThat(line.template).hasSize(LogArguments.MAX_TEMPLATE);
    assertThat(line.arguments).hasSize(LogArguments.MAX_ARGUMENTS);
    assertThat((String) line.arguments[0]).hasSize(LogArguments.MAX_STRING);
  }

  @Test
  void insideOfAHook_nothingIsRecorded() {
    CurrentTrace.get().enterHook();
    try {
      LogHook.logback("ERROR", "a", "m", null, THROWN);
      JulHook.publish(record(Level.SEVERE), "a");
    } finally {
      CurrentTrace.get().exitHook();
    }
    assertThat(Recorded.sightings()).isEmpty();
  }

  @Test
  void ignoredLogger_isNotRecorded() {
    IgnoredLoggers.use(new String[] {"shop.noise"});
    LogHook.logback("ERROR", "shop.noise", "m", null, THROWN);
    LogHook.logback("ERROR", "shop.noise.Deep", "m", null, THROWN);
    assertThat(Recorded.sightings()).isEmpty();

    LogHook.logback("ERROR", "shop.noisy", "m", null, THROWN);
    assertThat(Recorded.sightings()).hasSize(1);
  }

  @Test
  void switchedOff_nothingIsRecorded() {
    ProbeSwitch.LOGGING.turnOff();
    LogHook.logback("ERROR", "a", "m", null, THROWN);
    JulHook.publish(record(Level.SEVERE), "a");
    assertThat(Recorded.sightings()).isEmpty();
  }

  @Test
  void bridgedRecord_isOneLine() {
    JulHook.publish(record(Level.SEVERE), "a");
    LogHook.bridge(true);
    LogHook.logback("ERROR", "a", "bridged", null, THROWN);
    LogHook.logback("ERROR", "b", "by an appender", null, THROWN);
    LogHook.bridge(false);

    List<Sighting> sightings = Recorded.sightings();
    assertThat(sightings).hasSize(3).allMatch(each -> each.throwable == THROWN);
    assertThat(sightings.get(2).log)
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
  void recordOfTheApplication_isNotAskedForItsMessage() {
    LogRecord own =
        new LogRecord(Level.SEVERE, "cannot") {
          @Override
          public String getMessage() {
            throw new AssertionError("asked");
          }
        };
    own.setThrown(THROWN);
    JulHook.publish(own, "a");

    LogLine line = last(only(Recorded.sightings()));
    assertThat(line.template).isEqualTo("<" + own.getClass().getName() + ">");
  }

  private static LogRecord record(Level level) {
    LogRecord record = new LogRecord(level, "cannot");
    record.setThrown(THROWN);
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
