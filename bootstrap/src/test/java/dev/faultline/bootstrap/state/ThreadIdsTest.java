// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.bootstrap.fault.FutureWatch;
import dev.faultline.bootstrap.fault.Layer;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.lane.Lanes;
import dev.faultline.bootstrap.metric.Histogram;
import dev.faultline.bootstrap.trace.CurrentTrace;
import dev.faultline.bootstrap.trace.SpanType;
import dev.faultline.bootstrap.trace.Trace;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ThreadIdsTest {
  @Test
  void of_isTheJdksWhereTheThreadTellsIt() throws Exception {
    long[] seen = new long[1];
    Thread plain = new Thread(() -> seen[0] = ThreadIds.of(Thread.currentThread()));
    run(plain);
    assertThat(seen[0]).isEqualTo(plain.getId()).isEqualTo(ThreadIds.of(plain)).isPositive();

    Thread own = new Thread(() -> seen[0] = ThreadIds.of(Thread.currentThread())) {};
    run(own);
    assertThat(seen[0]).isEqualTo(own.getId()).isEqualTo(ThreadIds.of(own)).isPositive();
  }

  @Test
  void of_oneThatWillNotTellIsOursAndStaysTheSame() throws Exception {
    long[] seen = new long[3];
    run(
        new Mute(
            () -> {
              seen[0] = ThreadIds.of(Thread.currentThread());
              seen[1] = ThreadIds.of(Thread.currentThread());
            }));
    run(new Mute(() -> seen[2] = ThreadIds.of(Thread.currentThread())));

    assertThat(seen[0]).isNegative().isEqualTo(seen[1]).isNotEqualTo(seen[2]);
  }

  @Test
  void of_aThreadThatRecordsWhileItIsAskedIsAskedOnce() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    long[] seen = new long[1];
    run(
        new Thread(() -> seen[0] = ThreadIds.of(Thread.currentThread())) {
          @Override
          public long getId() {
            asked.incrementAndGet();
            assertThat(ThreadIds.of(this)).isNegative();
            return 4711;
          }
        });

    assertThat(seen[0]).isEqualTo(4711);
    assertThat(asked).hasValue(1);
  }

  @Test
  void recording_losesNothingOnAThreadThatWillNotTell() throws Exception {
    Histogram histogram = new Histogram();
    FutureWatch watch = new FutureWatch(this);
    Throwable[] failure = new Throwable[1];
    Thread mute =
        new Mute(
            () -> {
              histogram.record(1);
              watch.lookedAt();
              CurrentTrace current = CurrentTrace.get();
              Trace trace = current.beginTrace(SpanType.REQUEST, null, null, 0);
              current.report(new Sighting(new IllegalStateException("mute"), Layer.THREAD));
              current.endTrace(trace, trace.end(1, false), 1);
            });
    mute.setUncaughtExceptionHandler((thread, thrown) -> failure[0] = thrown);
    while (Lanes.SIGHTINGS.poll() != null) {}
    while (Lanes.PARTS.poll() != null) {}

    run(mute);

    assertThat(failure[0]).isNull();
    assertThat(Lanes.SIGHTINGS.poll().throwable).hasMessage("mute");
    assertThat(Lanes.PARTS.poll().count).isOne();
    assertThat(watch.seen()).isNotNull();
  }

  private static void run(Thread thread) throws InterruptedException {
    thread.start();
    thread.join();
  }

  private static final class Mute extends Thread {
    Mute(Runnable target) {
      super(target);
    }

    @Override
    public long getId() {
      throw new UnsupportedOperationException("no id");
    }
  }
}
