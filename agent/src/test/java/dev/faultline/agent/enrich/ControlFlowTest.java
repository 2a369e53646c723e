// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.enrich.thrown.CauseChain;
import dev.faultline.agent.enrich.thrown.Throwables;
import dev.faultline.agent.enrich.thrown.Thrown;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.SocketTimeoutException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlFlowTest {
  @SuppressWarnings("removal") // it is still thrown on the JDKs that have it
  static Stream<Throwable> controlFlow() {
    InterruptedException interrupted = new InterruptedException("sleep interrupted");
    return Stream.of(
        interrupted,
        new CancellationException(),
        new ClosedByInterruptException(),
        new FileLockInterruptionException(),
        new InterruptedIOException(),
        new InterruptedIOException("operation interrupted"),
        new ThreadDeath(),
        new ExecutionException(interrupted),
        new ExecutionException("java.lang.InterruptedException: sleep interrupted", interrupted),
        new CompletionException(new CancellationException("no longer wanted")),
        new InvocationTargetException(interrupted),
        new UncheckedIOException(new ClosedByInterruptException()),
        new RuntimeException(interrupted),
        new RuntimeException(null, interrupted),
        new IllegalStateException("sleep interrupted", interrupted),
        new Error(interrupted),
        new ExecutionException(new RuntimeException(new ExecutionException(interrupted))));
  }

  @ParameterizedTest
  @MethodSource("controlFlow")
  void interruptionAndCancellation_areNoFaultsHoweverWrapped(Throwable throwable) {
    assertThat(isControlFlow(throwable)).isTrue();
  }

  static Stream<Throwable> faults() {
    InterruptedException interrupted = new InterruptedException();
    return Stream.of(
        new IOException(),
        new SocketTimeoutException("Read timed out"),
        new InterruptedIOException("timeout"),
        new InterruptedIOException("Connect to db:5432 timed out"),
        new AsynchronousCloseException(),
        new TimeoutException(),
        new RuntimeException(),
        new ExecutionException("nothing", null),
        new RuntimeException(new IOException()),
        new RuntimeException("order 7 was not placed", interrupted),
        new OrderFailedException(interrupted),
        new ExecutionException(new OrderFailedException(interrupted)));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void whatSaysMore_isAFault(Throwable throwable) {
    assertThat(isControlFlow(throwable)).isFalse();
  }

  private static final class OrderFailedException extends RuntimeException {
    OrderFailedException(Throwable cause) {
      super(cause);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "scala.util.control.ControlThrowable",
        "org.apache.http.impl.execchain.RequestAbortedException",
        "org.apache.kafka.common.errors.InterruptException",
        "org.apache.kafka.common.errors.WakeupException",
        "io.lettuce.core.RedisCommandInterruptedException",
        "com.amazonaws.AbortedException",
        "software.amazon.awssdk.core.exception.AbortedException"
      })
  void libraries_haveTheirOwn(String type) {
    RuntimeException thrown = Throwables.named(type, RuntimeException.class, "stopped");
    assertThat(isControlFlow(thrown)).isTrue();
    assertThat(isControlFlow(new CompletionException(thrown))).isTrue();
    assertThat(isControlFlow(new IllegalStateException("poll failed", thrown))).isFalse();
  }

  @Test
  void poolTimeouts_areFaultsThoughTheyExtendAnInterruption() {
    InterruptedIOException timeout =
        Throwables.named(
            "org.apache.http.conn.ConnectionPoolTimeoutException",
            InterruptedIOException.class,
            "no connection from pool");
    assertThat(isControlFlow(timeout)).isFalse();
  }

  @Test
  void cycles_end() {
    RuntimeException a = new RuntimeException();
    RuntimeException b = new RuntimeException(a);
    a.initCause(b);
    assertThat(isControlFlow(a)).isFalse();
    assertThat(isControlFlow(new Throwables.Bottomless())).isFalse();
    assertThat(isControlFlow(new Throwables.Hostile())).isFalse();
  }

  private static boolean isControlFlow(Throwable throwable) {
    return ControlFlow.is(CauseChain.of(Thrown.of(throwable)));
  }
}
