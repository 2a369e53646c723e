// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.account;

import dev.faultline.agent.config.LogLevel;
import dev.faultline.agent.log.Log;
import dev.faultline.agent.ship.Account;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Waits until the application has an MBean server, and shows the account there. It is never the
 * first to touch JMX: an application may still have to say which server it wants, or which
 * java.util.logging, and both are decided by who comes first.
 *
 * <p>Any thread that loads classes comes to {@link #transform}, which compares a name and
 * transforms nothing; the shipper's comes to {@link #run}.
 */
public final class JmxWatch implements ClassFileTransformer, Runnable {
  /** Loaded with the first MBean server, whoever makes that. */
  private static final String SIGN = "javax/management/MBeanServerDelegate";

  private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(2);

  /**
   * Once all is there: an exporter that takes another kind of record is rare, as is a new server.
   */
  private static final long SELDOM_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Instrumentation instrumentation;
  private final Account account;

  private volatile boolean seen;

  /** The rest belongs to the shipper's thread. */
  private boolean looked;

  private boolean noticed;
  private boolean over;
  private long nextNanos;
  private @Nullable AccountBeans beans;

  private JmxWatch(Instrumentation instrumentation, Account account) {
    this.instrumentation = instrumentation;
    this.account = account;
  }

  /** Starts watching; to be {@linkplain #run() run} from time to time. */
  public static JmxWatch install(Instrumentation instrumentation, Account account) {
    JmxWatch watch = new JmxWatch(instrumentation, account);
    // as the weaver: a transformer of the other kind would have every class copied once more
    instrumentation.addTransformer(watch, instrumentation.isRetransformClassesSupported());
    return watch;
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String name,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] file) {
    if (SIGN.equals(name)) seen = true;
    return null;
  }

  @Override
  public void run() {
    if (over) return;
    if (!looked) lookAtLoaded();
    if (!seen) return;
    long now = System.nanoTime();
    if (noticed && now - nextNanos < 0) return;
    nextNanos = now + EVERY_NANOS;
    try {
      if (noticed) {
        if (!show()) nextNanos = now + SELDOM_NANOS;
      } else {
        notice();
      }
    } catch (Exception | LinkageError e) { // foreign code, perhaps
      over = true;
      Log.line(LogLevel.DEBUG, "The account is not shown by JMX", e);
    }
  }

  /** For a JVM that runs already, or has another agent that was earlier. */
  private void lookAtLoaded() {
    looked = true;
    for (Class<?> each : instrumentation.getAllLoadedClasses()) {
      if (each.getName().equals("javax.management.MBeanServerDelegate")) seen = true;
    }
  }

  /** No more than that: a server is being made right now, and JMX classes are being initialized. */
  private void notice() {
    noticed = true;
    instrumentation.removeTransformer(this);
  }

  private boolean show() throws Exception {
    AccountBeans shown = beans;
    if (shown == null) beans = shown = new AccountBeans(account);
    return shown.show();
  }
}
