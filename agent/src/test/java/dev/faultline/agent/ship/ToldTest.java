// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.export.Signal;
import dev.faultline.bootstrap.hook.ProbeSwitch;
import dev.faultline.bootstrap.lane.Lane;
import java.util.EnumSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is said of failures: the first at once, the later ones seldom. */
class ToldTest {
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  private final Lines log = new Lines();
  private long nanos = 1;

  @Test
  void outage_isToldOnceAndItsEndOnce() {
    Outage outage = new Outage(log, () -> nanos);
    for (int i = 0; i < 10; i++) outage.failed("faults", "http://c", "refused");
    outage.over("faults", "http://c");
    outage.over("faults", "http://c");
    assertThat(log.lines).hasSize(2);
    assertThat(log.lines.get(0))
        .startsWith("WARN Cannot deliver faults to http://c: refused.")
        .contains("not logged");
    assertThat(log.lines.get(1))
        .isEqualTo("INFO Delivering faults to http://c again; failed attempts: 10");
  }

  @Test
  void outage_thatComesAndGoesIsToldOnceAMinute() {
    Outage outage = new Outage(log, () -> nanos);
    for (int i = 0; i < 10; i++) {
      outage.failed("faults", "http://c", "refused");
      outage.over("faults", "http://c");
    }
    assertThat(log.lines).hasSize(2);
    nanos += MINUTE;
    outage.failed("faults", "http://c", "refused");
    assertThat(log.lines).hasSize(3);
  }

  @Test
  void drops_areToldAtOnceAndThenOnceAMinuteWithTheirSum() {
    Account account = new Account(new Lane<>(1), new Lane<>(1), new Lane<>(1));
    Book book = account.open("otlp", EnumSet.allOf(Signal.class));
    DropLog drops = new DropLog(log, account, nanos);
    book.recorded(Signal.SPANS, 100);
    book.dropped(Signal.SPANS, 3, "http_404", "http://c said 404");
    drops.look(nanos);
    book.dropped(Signal.SPANS, 4, "http_404");
    drops.look(nanos);
    book.dropped(Signal.SPANS, 5, "http_404");
    drops.look(nanos + MINUTE);
    drops.look(nanos + 2 * MINUTE);
    assertThat(log.lines)
        .containsExactly(
            "WARN Dropped 3 spans: http_404 at otlp (http://c said 404). Further ones are told of"
                + " once a minute",
            "WARN Dropped in the last minute: otlp: 9 spans http_404");
  }

  @Test
  void drops_areToldOfEachExporter() {
    Account account = new Account(new Lane<>(1), new Lane<>(1), new Lane<>(1));
    Book one = account.open("otlp", EnumSet.allOf(Signal.class));
    Book two = account.open("file", EnumSet.allOf(Signal.class));
    DropLog drops = new DropLog(log, account, nanos);
    one.dropped(Signal.SPANS, 3, Account.QUEUE_FULL);
    drops.look(nanos);
    two.dropped(Signal.SPANS, 1, Account.QUEUE_FULL);
    drops.look(nanos);
    one.dropped(Signal.SPANS, 1, Account.QUEUE_FULL);
    two.dropped(Signal.SPANS, 2, Account.QUEUE_FULL);
    drops.look(nanos + MINUTE);
    assertThat(log.lines)
        .containsExactly(
            "WARN Dropped 3 spans: queue_full at otlp. Further ones are told of once a minute",
            "WARN Dropped 1 spans: queue_full at file. Further ones are told of once a minute",
            "WARN Dropped in the last minute: otlp: 1 spans queue_full, file: 2 spans queue_full");
  }

  @Test
  void drops_whenTheJvmEndsPromiseNoFurtherLine() {
    Account account = new Account(new Lane<>(1), new Lane<>(1), new Lane<>(1));
    Book book = account.open("otlp", EnumSet.allOf(Signal.class));
    DropLog drops = new DropLog(log, account, nanos);
    book.dropped(Signal.SPANS, 3, Account.SHUTDOWN, "the time was over");
    drops.lookLast(nanos);
    assertThat(log.lines)
        .containsExactly("WARN Dropped 3 spans: shutdown at otlp (the time was over)");
  }

  @Test
  void drops_thatLoseNothingAreNotTold() {
    Account account = new Account(new Lane<>(1), new Lane<>(1), new Lane<>(1));
    Book book = account.open("otlp", EnumSet.allOf(Signal.class));
    DropLog drops = new DropLog(log, account, nanos);
    book.dropped(Signal.METRICS, 20, Account.SUPERSEDED);
    drops.look(nanos);
    book.dropped(Signal.METRICS, 20, Account.SUPERSEDED);
    drops.look(nanos + MINUTE);
    assertThat(log.lines).isEmpty();
  }

  @Test
  void probe_isToldToFailOnceAndToGiveUpOnce() {
    ProbeSwitch probe = ProbeSwitch.EXECUTOR;
    ProbeWatch watch = new ProbeWatch(log, new ProbeSwitch[] {probe});
    watch.look();
    assertThat(log.lines).isEmpty();
    ProbeSwitch.failed(new IllegalStateException("oops"), probe.probe);
    watch.look();
    watch.look();
    while (!probe.hasGivenUp()) ProbeSwitch.failed(new IllegalStateException(), probe.probe);
    watch.look();
    watch.look();
    assertThat(log.lines).hasSize(2);
    assertThat(log.lines.get(0)).startsWith("WARN Probe executor failed");
    assertThat(log.lines.get(1))
        .startsWith("WARN Probe executor failed 20 times and is off now, as with");
  }
}
