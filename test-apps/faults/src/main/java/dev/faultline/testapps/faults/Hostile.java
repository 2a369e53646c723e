// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

import java.util.concurrent.CountDownLatch;

/** Throwables that do what throwables should not do. Each ends a thread of its own. */
public final class Hostile {
  private static final int MANY = 10_000;

  private Hostile() {}

  public static void main(String[] args) {
    new Rows()
        .add("everyMethod_throws", throwing(name -> new Throwing(name, new Error())))
        .add(
            "everyMethod_overflows", throwing(name -> new Throwing(name, new StackOverflowError())))
        .add("message_liesEachTime", throwing(Lying::new))
        .add("stack_hasHoles", throwing(Holes::new))
        .add("stack_isNull", throwing(NullStack::new))
        .add("cause_isNewEachTime", throwing(Bottomless::new))
        .add("cause_isItself", throwing(Self::new))
        .add("causes_areACycle", throwing(Hostile::cycle))
        .add("suppressed_areACycle", throwing(Hostile::suppressedCycle))
        .add("suppressed_areMany", throwing(Hostile::manySuppressed))
        .add("causes_areMany", throwing(Hostile::manyCauses))
        .add("frames_areMany", throwing(Hostile::manyFrames))
        .add("message_isAMegabyte", throwing(Hostile::longMessage))
        .add("class_isAnonymous", throwing(name -> new RuntimeException(name) {}))
        .add("stack_isOff", throwing(name -> new RuntimeException(name, null, false, false) {}))
        .add("class_isLocal", throwing(Hostile::local))
        .add("class_isMadeInALambda", throwing(name -> new RuntimeException(name) {}))
        .add("fillInStackTrace_throws", Hostile::neverMade)
        .add("fillInStackTrace_returnsAnother", throwing(Elsewhere::new))
        .add("cause_throws", throwing(Causeless::new))
        .add("message_isHeldByAnotherThread", Hostile::held)
        .add("message_hangs", throwing(Hanging::new))
        .run(args);
  }

  /** Makes what a row throws; the row's name is in its message, or in that of its cause. */
  private interface Maker {
    RuntimeException make(String name);
  }

  private static Row throwing(Maker maker) {
    return (name, out) -> die(maker.make(name), out);
  }

  /** The handler is the application's, and knows the object; it does not ask it anything. */
  private static void die(RuntimeException thrown, Row.Out out) throws InterruptedException {
    Thread thread =
        new Thread(
            () -> {
              throw thrown;
            });
    thread.setUncaughtExceptionHandler((in, given) -> out.say(given == thrown));
    thread.start();
    thread.join();
  }

  private static RuntimeException local(String name) {
    class Local extends RuntimeException {
      private static final long serialVersionUID = 1;

      Local() {
        super(name);
      }
    }
    return new Local();
  }

  /** What is thrown is what its constructor was left by. */
  private static void neverMade(String name, Row.Out out) throws InterruptedException {
    Thread thread = new Thread(() -> out.say(new Unfilled(name)));
    thread.setUncaughtExceptionHandler((in, given) -> out.say(given.getClass()));
    thread.start();
    thread.join();
  }

  private static RuntimeException cycle(String name) {
    RuntimeException a = new RuntimeException(name);
    RuntimeException b = new RuntimeException("cause", a);
    a.initCause(b);
    return a;
  }

  private static RuntimeException suppressedCycle(String name) {
    RuntimeException a = new RuntimeException(name);
    RuntimeException b = new RuntimeException("suppressed");
    a.addSuppressed(b);
    b.addSuppressed(a);
    return a;
  }

  private static RuntimeException manySuppressed(String name) {
    RuntimeException all = new RuntimeException(name);
    for (int i = 0; i < MANY; i++) all.addSuppressed(new RuntimeException("suppressed " + i));
    return all;
  }

  private static RuntimeException manyCauses(String name) {
    RuntimeException chain = new IllegalStateException("the root");
    for (int i = 0; i < MANY; i++) chain = new RuntimeException(name, chain);
    return chain;
  }

  private static RuntimeException manyFrames(String name) {
    RuntimeException deep = new RuntimeException(name);
    StackTraceElement[] frames = new StackTraceElement[MANY];
    for (int i = 0; i < MANY; i++) frames[i] = new StackTraceElement("Deep", "m" + i, "Deep", i);
    deep.setStackTrace(frames);
    return deep;
  }

  private static RuntimeException longMessage(String name) {
    StringBuilder text = new StringBuilder(name);
    while (text.length() < 1 << 20) text.append(" and so on");
    return new RuntimeException(text.toString());
  }

  private static void held(String name, Row.Out out) throws InterruptedException {
    Locking thrown = new Locking(name);
    Thread holder = new Thread(() -> out.say(thrown.getMessage()), "holder");
    holder.setDaemon(true);
    holder.start();
    thrown.entered.await();
    die(thrown, out);
  }

  private static final class Throwing extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final Error error;

    Throwing(String name, Error error) {
      super(new IllegalStateException(name));
      this.error = error;
    }

    @Override
    public String getMessage() {
      throw error;
    }

    @Override
    public String getLocalizedMessage() {
      throw error;
    }

    @Override
    public String toString() {
      throw error;
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      throw error;
    }

    @Override
    public boolean equals(Object other) {
      throw error;
    }

    @Override
    public int hashCode() {
      throw error;
    }
  }

  private static final class Lying extends RuntimeException {
    private static final long serialVersionUID = 1;
    private int asked;

    Lying(String name) {
      super(name);
    }

    @Override
    public String getMessage() {
      return super.getMessage() + " asked " + ++asked + " times";
    }
  }

  private static final class Holes extends RuntimeException {
    private static final long serialVersionUID = 1;

    Holes(String name) {
      super(name);
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      return new StackTraceElement[] {null, new StackTraceElement("Some", "where", null, -7), null};
    }
  }

  private static final class NullStack extends RuntimeException {
    private static final long serialVersionUID = 1;

    NullStack(String name) {
      super(name);
    }

    @Override
    @SuppressWarnings("NullAway")
    public StackTraceElement[] getStackTrace() {
      return null;
    }
  }

  private static final class Bottomless extends RuntimeException {
    private static final long serialVersionUID = 1;

    Bottomless(String name) {
      super(name);
    }

    @Override
    public Throwable getCause() {
      return new Bottomless("another");
    }
  }

  private static final class Causeless extends RuntimeException {
    private static final long serialVersionUID = 1;

    Causeless(String name) {
      super(name);
    }

    @Override
    public Throwable getCause() {
      throw new IllegalStateException("has none");
    }
  }

  private static final class Unfilled extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unfilled(String name) {
      super(name);
    }

    @Override
    public Throwable fillInStackTrace() {
      throw new IllegalStateException("fillInStackTrace_throws");
    }
  }

  private static final class Elsewhere extends RuntimeException {
    private static final long serialVersionUID = 1;

    Elsewhere(String name) {
      super(name);
    }

    @Override
    public Throwable fillInStackTrace() {
      return new IllegalStateException("another");
    }
  }

  private static final class Self extends RuntimeException {
    private static final long serialVersionUID = 1;

    Self(String name) {
      super(name);
    }

    @Override
    public Throwable getCause() {
      return this;
    }
  }

  /** Never returns from its message, and has its monitor all the time. */
  private static final class Locking extends RuntimeException {
    private static final long serialVersionUID = 1;
    final transient CountDownLatch entered = new CountDownLatch(1);

    Locking(String name) {
      super(name);
    }

    @Override
    public synchronized String getMessage() {
      entered.countDown();
      return hang();
    }
  }

  private static final class Hanging extends RuntimeException {
    private static final long serialVersionUID = 1;

    Hanging(String name) {
      super(new IllegalStateException(name));
    }

    @Override
    public String getMessage() {
      return hang();
    }
  }

  private static String hang() {
    CountDownLatch never = new CountDownLatch(1);
    for (; ; ) {
      try {
        never.await();
      } catch (InterruptedException e) {
        // not even then
      }
    }
  }
}
