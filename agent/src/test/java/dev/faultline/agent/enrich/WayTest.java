// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.bootstrap.fault.FutureWatch;
import dev.faultline.bootstrap.fault.Layer;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.fault.State;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WayTest {
  private static final String LIMIT = "within 10 s";

  private final Way way = new Way();
  private final List<Object> alive = new ArrayList<>();

  @Test
  void end_nobodyLookedIsUnobserved() {
    put();
    assertThat(way.isKnown()).isFalse();
    way.end(LIMIT);
    assertThat(way.state()).isEqualTo(State.UNOBSERVED);
    assertThat(way.steps().toString()).contains("nobody looked at its Future within 10 s");
  }

  @Test
  void end_lookAtAnyOfItsFuturesIsALook() throws InterruptedException {
    FutureWatch first = put();
    put();
    onAnotherThread(first::lookedAt);
    assertThat(way.isKnown()).isTrue();
    way.end(LIMIT);
    assertThat(way.state()).isNull();
  }

  @Test
  void end_whoLookedAndPutItIntoAFutureNobodyLookedAt() {
    put().lookedAt();
    FutureWatch outer = put();
    assertThat(way.isKnown()).isFalse();
    outer.lookedAt();
    put();
    way.end(LIMIT);
    assertThat(way.state()).isEqualTo(State.UNOBSERVED);
    assertThat(way.has(State.OBSERVED)).isTrue();
  }

  @Test
  void end_whoLookedBesidesIsALook() throws InterruptedException {
    FutureWatch inner = put();
    inner.lookedAt();
    onAnotherThread(inner::lookedAt);
    put();
    assertThat(way.isKnown()).isTrue();
    way.end(LIMIT);
    assertThat(way.state()).isNull();
  }

  @Test
  void add_longChainOfFuturesIsFollowedToItsEnd() {
    for (int i = 0; i < 100; i++) put().lookedAt();
    put();
    way.end(LIMIT);
    assertThat(way.state()).isEqualTo(State.UNOBSERVED);
  }

  @Test
  void end_handlerThatThrewItAgainHasOnlyLooked() {
    put().handled("exceptionally");
    FutureWatch outer = put();
    assertThat(way.isKnown()).isFalse();
    outer.lookedAt();
    way.end(LIMIT);
    assertThat(way.state()).isNull();
    assertThat(way.steps().toString()).contains("its Future was looked at by exceptionally");
  }

  @Test
  void end_handlerThatThrewItAgainIntoWhatNobodyLookedAt() {
    put().handled("exceptionally");
    put();
    way.end(LIMIT);
    assertThat(way.state()).isEqualTo(State.UNOBSERVED);
  }

  @Test
  void isNoFault_whenTheApplicationPutItThereAndSomebodyLooked() {
    FutureWatch watch = new FutureWatch(alive);
    way.add(sighting().onlyIfUnobserved(watch));
    watch.lookedAt();
    way.end(LIMIT);
    assertThat(way.isNoFault()).isTrue();
  }

  private FutureWatch put() {
    Object future = new Object();
    alive.add(future);
    FutureWatch watch = new FutureWatch(future);
    way.add(sighting().watch(watch));
    return watch;
  }

  private static Sighting sighting() {
    return new Sighting(new IllegalStateException(), Layer.TASK);
  }

  private static void onAnotherThread(Runnable look) throws InterruptedException {
    Thread thread = new Thread(look);
    thread.start();
    thread.join();
  }
}
