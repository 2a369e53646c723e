// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Tasks of a {@code java.util.Timer} that fail, and take the Timer with them. */
public final class Timers {
  private Timers() {}

  public static void main(String[] args) {
    new Rows()
        .add("timerTask_killsItsTimer", Timers::killsItsTimer)
        .add("timer_secondTaskNeverRuns", Timers::secondNeverRuns)
        .add("periodicTimerTask_diesInItsThirdRun", Timers::periodicDies)
        .add("timerTask_scheduledInTrace_belongsToIt", Timers::scheduledInTrace)
        .add("periodicTimerTask_scheduledInTrace_isForItself", Timers::periodicInTrace)
        .add("timerTask_withAHandler", Timers::handled)
        .add("timer_swallowsAnInterruption", Timers::interrupted)
        .add("timerTask_cancelledIsNoFault", Timers::cancelled)
        .run(args);
  }

  private static void killsItsTimer(String name, Row.Out out) throws Exception {
    Timer timer = new Timer("timer");
    Thread thread = thread(timer);
    timer.schedule(new Failing(name), 0);
    thread.join();
    try {
      timer.schedule(new Failing("never"), 0);
    } catch (IllegalStateException e) {
      out.say(e.getMessage());
    }
  }

  private static void secondNeverRuns(String name, Row.Out out) throws Exception {
    Timer timer = new Timer();
    Thread thread = thread(timer);
    timer.schedule(new Saying(out, "runs all the same"), 60_000);
    timer.schedule(new Failing(name), 0);
    thread.join();
    out.say("the Timer has ended");
  }

  private static void periodicDies(String name, Row.Out out) throws Exception {
    Timer timer = new Timer();
    Thread thread = thread(timer);
    timer.schedule(new Third(name), 0, 1);
    thread.join();
  }

  private static void scheduledInTrace(String name, Row.Out out) throws Exception {
    Timer timer = new Timer();
    Thread thread = thread(timer);
    inATask(
        () -> {
          timer.schedule(new Failing(name), 5);
          thread.join();
        });
  }

  private static void periodicInTrace(String name, Row.Out out) throws Exception {
    Timer timer = new Timer();
    Thread thread = thread(timer);
    inATask(
        () -> {
          timer.schedule(new Third(name), 5, 1);
          thread.join();
        });
  }

  private static void handled(String name, Row.Out out) throws Exception {
    Timer timer = new Timer();
    Thread thread = thread(timer);
    thread.setUncaughtExceptionHandler((t, e) -> out.say("handled " + e.getMessage()));
    timer.schedule(new Failing(name), 0);
    thread.join();
  }

  /** By an InterruptedException out of a task, of all things, the Timer is not disturbed. */
  private static void interrupted(String name, Row.Out out) throws Exception {
    Timer timer = new Timer();
    Thread thread = thread(timer);
    timer.schedule(
        new TimerTask() {
          @Override
          public void run() {
            throwAnyway(new InterruptedException("not told of " + name));
          }
        },
        0);
    CountDownLatch ran = new CountDownLatch(1);
    timer.schedule(
        new TimerTask() {
          @Override
          public void run() {
            ran.countDown();
          }
        },
        1);
    out.say(ran.await(20, TimeUnit.SECONDS));
    timer.schedule(new Failing(name), 0);
    thread.join();
  }

  private static void cancelled(String name, Row.Out out) throws Exception {
    Timer timer = new Timer();
    TimerTask task = new Failing(name);
    timer.schedule(task, 60_000);
    out.say(task.cancel());
    Thread thread = thread(timer);
    timer.cancel();
    thread.join();
  }

  private static Thread thread(Timer timer) throws InterruptedException {
    Thread[] found = new Thread[1];
    CountDownLatch ran = new CountDownLatch(1);
    timer.schedule(
        new TimerTask() {
          @Override
          public void run() {
            found[0] = Thread.currentThread();
            ran.countDown();
          }
        },
        0);
    ran.await();
    return found[0];
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void throwAnyway(Throwable throwable) throws T {
    throw (T) throwable;
  }

  private static void inATask(Body body) throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      pool.submit(new Outer(body)).get();
    } finally {
      pool.shutdown();
    }
  }

  interface Body {
    void run() throws Exception;
  }

  static final class Outer implements Callable<Object> {
    private final Body body;

    Outer(Body body) {
      this.body = body;
    }

    @Override
    public Object call() throws Exception {
      body.run();
      return this;
    }
  }

  static final class Failing extends TimerTask {
    private final String message;

    Failing(String message) {
      this.message = message;
    }

    @Override
    public void run() {
      throw new IllegalStateException(message);
    }
  }

  static final class Saying extends TimerTask {
    private final Row.Out out;
    private final String what;

    Saying(Row.Out out, String what) {
      this.out = out;
      this.what = what;
    }

    @Override
    public void run() {
      out.say(what);
    }
  }

  static final class Third extends TimerTask {
    private final String message;
    private int runs;

    Third(String message) {
      this.message = message;
    }

    @Override
    public void run() {
      if (++runs == 3) throw new IllegalStateException(message);
    }
  }
}
