// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

import java.io.Serializable;

/** What the compiler and the JVM number: lambdas, anonymous classes, accessors. */
final class ShapesOfLambdas {
  private ShapesOfLambdas() {}

  static void add(Rows rows) {
    rows.add("lambda-first", Dying.of(lambda(0)));
    rows.add("lambda-second", Dying.of(lambda(1)));
    rows.add("lambda-serializable", Dying.of(lambda(2)));
    rows.add("lambdaOfAnother", Dying.of(anotherLambda()));
    rows.add("anonymous-first", Dying.of(anonymous(0)));
    rows.add("anonymous-second", Dying.of(anonymous(1)));
    rows.add("accessor", Dying.of(new Inner()));
  }

  private static Dying.Body lambda(int which) {
    Dying.Body first = name -> fail(name);
    Dying.Body second = name -> fail(name);
    Dying.Body serializable = (Dying.Body & Serializable) name -> fail(name);
    return which == 0 ? first : which == 1 ? second : serializable;
  }

  private static Dying.Body anotherLambda() {
    return name -> fail(name);
  }

  private static Dying.Body anonymous(int which) {
    Dying.Body first =
        new Dying.Body() {
          @Override
          public void run(String name) {
            fail(name);
          }
        };
    Dying.Body second =
        new Dying.Body() {
          @Override
          public void run(String name) {
            fail(name);
          }
        };
    return which == 0 ? first : second;
  }

  private static final class Inner implements Dying.Body {
    @Override
    public void run(String name) {
      fail(name);
    }
  }

  /** Private, so that the inner classes call it by an accessor. */
  private static void fail(String message) {
    throw new IllegalStateException(message);
  }
}
