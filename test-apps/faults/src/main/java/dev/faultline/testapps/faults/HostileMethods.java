// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

/** Throwables whose own methods throw, lie, or answer what is no answer. */
final class HostileMethods {
  private HostileMethods() {}

  static final class Throwing extends RuntimeException {
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

  static final class Lying extends RuntimeException {
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

  static final class Holes extends RuntimeException {
    private static final long serialVersionUID = 1;

    Holes(String name) {
      super(name);
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      return new StackTraceElement[] {null, new StackTraceElement("Some", "where", null, -7), null};
    }
  }

  static final class NullStack extends RuntimeException {
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

  static final class Bottomless extends RuntimeException {
    private static final long serialVersionUID = 1;

    Bottomless(String name) {
      super(name);
    }

    @Override
    public Throwable getCause() {
      return new Bottomless("another");
    }
  }

  static final class Causeless extends RuntimeException {
    private static final long serialVersionUID = 1;

    Causeless(String name) {
      super(name);
    }

    @Override
    public Throwable getCause() {
      throw new IllegalStateException("has none");
    }
  }

  static final class Unfilled extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unfilled(String name) {
      super(name);
    }

    @Override
    public Throwable fillInStackTrace() {
      throw new IllegalStateException("fillInStackTrace_throws");
    }
  }

  static final class Elsewhere extends RuntimeException {
    private static final long serialVersionUID = 1;

    Elsewhere(String name) {
      super(name);
    }

    @Override
    public Throwable fillInStackTrace() {
      return new IllegalStateException("another");
    }
  }

  static final class Self extends RuntimeException {
    private static final long serialVersionUID = 1;

    Self(String name) {
      super(name);
    }

    @Override
    public Throwable getCause() {
      return this;
    }
  }
}
