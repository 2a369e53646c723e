// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.account;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.config.LogLevel;
import dev.faultline.agent.config.Version;
import dev.faultline.agent.log.Log;
import dev.faultline.agent.ship.Account;
import java.lang.instrument.Instrumentation;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes the account down, every few seconds, where {@code faultline status} reads it: in the JVM's
 * agent properties. So nothing has to be loaded or started in a JVM that is asked. For the
 * shipper's thread.
 */
public final class StatusBoard implements Runnable {
  /** The one property, whose value is JSON. */
  static final String PROPERTY = "dev.faultline.status";

  private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Nobody may ever ask, and it takes half a millisecond of code that has no reason to be warm. */
  private static final long MOST_SHARE = 10_000;

  /** However slow it is: it is for people, who look twice. */
  private static final long SELDOM_NANOS = TimeUnit.SECONDS.toNanos(4);

  private final Instrumentation instrumentation;
  private final Account account;
  private final AccountText text;

  private @Nullable Properties board;
  private boolean none;
  private long nextNanos = System.nanoTime();

  public StatusBoard(Instrumentation instrumentation, Account account, AgentConfig config) {
    this.instrumentation = instrumentation;
    this.account = account;
    this.text =
        new AccountText(
            Version.current(),
            config.service(),
            config.delivery().exporters(),
            System.currentTimeMillis());
  }

  @Override
  public void run() {
    long now = System.nanoTime();
    if (none || now - nextNanos < 0) return;
    Properties board = this.board;
    if (board == null) board = open();
    if (board != null) board.setProperty(PROPERTY, text.of(account, System.currentTimeMillis()));
    long took = System.nanoTime() - now;
    nextNanos = now + Math.max(EVERY_NANOS, Math.min(MOST_SHARE * took, SELDOM_NANOS));
  }

  private @Nullable Properties open() {
    try {
      board = AgentProperties.open(instrumentation);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      none = true;
      Log.line(LogLevel.DEBUG, "`faultline status` cannot ask this JVM", e);
    }
    return board;
  }
}
