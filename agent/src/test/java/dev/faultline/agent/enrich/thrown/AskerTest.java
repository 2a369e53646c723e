// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.thrown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AskerTest {
  private static final class Own extends RuntimeException {
    @Override
    public String getMessage() {
      return "own";
    }
  }

  private static final class Locking extends RuntimeException {
    @Override
    public synchronized String getMessage() {
      return "locked";
    }
  }

  private final CountDownLatch release = new CountDownLatch(1);
  private final Asker asker = new Asker(TimeUnit.MILLISECONDS.toNanos(500), 0);

  @Test
  void overrides_areThoseOfTheClassItself() {
    assertThat(asker.overridesOf(IllegalStateException.class)).isSameAs(Overrides.NONE);
    assertThat(asker.overridesOf(java.sql.SQLException.class)).isSameAs(Overrides.NONE);
    Overrides own = asker.overridesOf(Own.class);
    assertThat(own.has(Question.MESSAGE)).isTrue();
    assertThat(own.has(Question.CAUSE)).isFalse();
    assertThat(own.has(Question.SUPPRESSED)).isFalse();
  }

  @Test
  void overrides_ofKnownLibrariesAreTrusted() {
    Class<?> type = org.h2.jdbc.JdbcSQLDataException.class; // has a getMessage() of its own
    assertThat(Overrides.of(type).has(Question.MESSAGE)).isFalse();
  }

  @Test
  void overrides_ofAClassThatLocksItselfAreAllOfThem() {
    Overrides locking = asker.overridesOf(Locking.class);
    for (Question each : Question.values()) assertThat(locking.has(each)).isTrue();
  }

  @Test
  void ask_tellsWhatTheMethodSaidOrThrew() {
    Overrides own = patient().overridesOf(Own.class);

    assertThat(patient().ask(own, Question.MESSAGE, () -> "said").value).isEqualTo("said");
    IllegalStateException thrown = new IllegalStateException();
    Asker.Reply reply =
        patient()
            .ask(
                own,
                Question.MESSAGE,
                () -> {
                  throw thrown;
                });
    assertThat(reply.failure).isSameAs(thrown);
  }

  @Test
  void ask_doesNotWaitForEverNorAgain() {
    Overrides own = asker.overridesOf(Own.class);

    assertThat(asker.ask(own, Question.MESSAGE, this::hang).isDone()).isFalse();

    assertThat(own.isHungAt(Question.MESSAGE)).isTrue();
    assertThat(asker.ask(own, Question.MESSAGE, () -> "never asked")).isNull();
    release.countDown();
  }

  @Test
  void ask_asLongAsTwoHangCallsNothing() {
    for (int i = 0; i < Asker.MAX_HANGING; i++) {
      assertThat(asker.ask(Overrides.unknown(), Question.MESSAGE, this::hang).isDone()).isFalse();
    }
    assertThat(asker.isCalling()).isFalse();
    assertThat(asker.ask(Overrides.unknown(), Question.MESSAGE, () -> "never")).isNull();
    assertThat(asker.overridesOf(Own.class).has(Question.MESSAGE)).isTrue();

    release.countDown();

    Awaitility.await().until(asker::isCalling);
  }

  @Test
  void worker_endsWhenThereIsNothingToAsk() {
    Asker.Reply reply = patient().ask(Overrides.unknown(), Question.MESSAGE, Thread::currentThread);
    Thread worker = (Thread) reply.value;

    assertThat(worker.getName()).isEqualTo("faultline-asker");
    assertThat(worker.isDaemon()).isTrue();
    Awaitility.await().until(() -> !worker.isAlive());
  }

  /** One that waits for a busy machine. */
  private static Asker patient() {
    return new Asker(TimeUnit.SECONDS.toNanos(20), 0);
  }

  private Object hang() throws InterruptedException {
    release.await();
    return "too late";
  }
}
