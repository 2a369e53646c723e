// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

/** Throwables that do what throwables should not do. Each ends a thread of its own. */
public final class Hostile {
  private Hostile() {}

  public static void main(String[] args) {
    new Rows()
        .add("everyMethod_throws", throwing(name -> new HostileMethods.Throwing(name, new Error())))
        .add(
            "everyMethod_overflows",
            throwing(name -> new HostileMethods.Throwing(name, new StackOverflowError())))
        .add("message_liesEachTime", throwing(HostileMethods.Lying::new))
        .add("stack_hasHoles", throwing(HostileMethods.Holes::new))
        .add("stack_isNull", throwing(HostileMethods.NullStack::new))
        .add("cause_isNewEachTime", throwing(HostileMethods.Bottomless::new))
        .add("cause_isItself", throwing(HostileMethods.Self::new))
        .add("causes_areACycle", throwing(HostileSizes::cycle))
        .add("suppressed_areACycle", throwing(HostileSizes::suppressedCycle))
        .add("suppressed_areMany", throwing(HostileSizes::manySuppressed))
        .add("causes_areMany", throwing(HostileSizes::manyCauses))
        .add("frames_areMany", throwing(HostileSizes::manyFrames))
        .add("message_isAMegabyte", throwing(HostileSizes::longMessage))
        .add("class_isAnonymous", throwing(name -> new RuntimeException(name) {}))
        .add("stack_isOff", throwing(name -> new RuntimeException(name, null, false, false) {}))
        .add("class_isLocal", throwing(Hostile::local))
        .add("class_isMadeInALambda", throwing(name -> new RuntimeException(name) {}))
        .add("fillInStackTrace_throws", Hostile::neverMade)
        .add("fillInStackTrace_returnsAnother", throwing(HostileMethods.Elsewhere::new))
        .add("cause_throws", throwing(HostileMethods.Causeless::new))
        .add("message_isHeldByAnotherThread", Hostile::held)
        .add("message_hangs", throwing(HostileHangs.Hanging::new))
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
    Thread thread = new Thread(() -> out.say(new HostileMethods.Unfilled(name)));
    thread.setUncaughtExceptionHandler((in, given) -> out.say(given.getClass()));
    thread.start();
    thread.join();
  }

  private static void held(String name, Row.Out out) throws InterruptedException {
    HostileHangs.Locking thrown = new HostileHangs.Locking(name);
    Thread holder = new Thread(() -> out.say(thrown.getMessage()), "holder");
    holder.setDaemon(true);
    holder.start();
    thrown.entered.await();
    die(thrown, out);
  }
}
