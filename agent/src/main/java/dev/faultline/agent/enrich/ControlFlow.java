// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich;

import dev.faultline.agent.enrich.stack.Fingerprint;
import dev.faultline.agent.enrich.thrown.Thrown;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Tells what only stands for an interruption, a cancellation or a jump, also where it is wrapped by
 * something that says no more. The hooks sort out the plain ones, and need not look any deeper.
 */
final class ControlFlow {
  /** By name, their sub-classes included: most are not of the JDK, and one is leaving it. */
  private static final Set<String> TYPES =
      new HashSet<>(
          Arrays.asList(
              "java.lang.ThreadDeath", // and Jetty's continuations
              "scala.util.control.ControlThrowable",
              "org.apache.http.impl.execchain.RequestAbortedException",
              "org.apache.kafka.common.errors.InterruptException",
              "org.apache.kafka.common.errors.WakeupException",
              "io.lettuce.core.RedisCommandInterruptedException",
              "com.amazonaws.AbortedException",
              "software.amazon.awssdk.core.exception.AbortedException"));

  /** Asked of each fault of a storm: to look makes an array for each class. */
  private static final ClassValue<Boolean> NAMED =
      new ClassValue<Boolean>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          return isNamed(type);
        }
      };

  private ControlFlow() {}

  /**
   * @param chain from the outermost throwable to its root cause
   */
  static boolean is(List<Thrown> chain) {
    for (Thrown each : chain) {
      if (isOne(each)) return true;
      if (!saysNoMore(each)) return false;
    }
    return false;
  }

  private static boolean isOne(Thrown thrown) {
    Throwable throwable = thrown.throwable;
    return throwable instanceof InterruptedException
        || throwable instanceof CancellationException
        || throwable instanceof ClosedByInterruptException
        || throwable instanceof FileLockInterruptionException
        || throwable.getClass() == InterruptedIOException.class && !isTimeout(thrown)
        || NAMED.get(throwable.getClass());
  }

  /** Its sub-classes are time-outs of sockets and of connection pools, and some call it so. */
  private static boolean isTimeout(Thrown thrown) {
    String message = thrown.message();
    return message != null && (message.contains("timeout") || message.contains("timed out"));
  }

  /** Scala 2.12 has a trait for it, 2.13 a class. */
  private static boolean isNamed(Class<?> type) {
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      if (TYPES.contains(each.getName())) return true;
      for (Class<?> implemented : each.getInterfaces()) {
        if (TYPES.contains(implemented.getName())) return true;
      }
    }
    return false;
  }

  /** Whether it only wraps its cause: an exception of a name or a message of its own does more. */
  private static boolean saysNoMore(Thrown thrown) {
    Thrown cause = thrown.cause();
    if (cause == null) return false;
    if (Fingerprint.isWrapper(thrown)) return true;
    return thrown.type.startsWith("java.lang.") && repeats(thrown.message(), cause);
  }

  private static boolean repeats(@Nullable String message, Thrown cause) {
    if (message == null || message.equals(cause.type)) return true;
    String said = cause.message();
    return said != null && (message.equals(said) || message.equals(cause.type + ": " + said));
  }
}
