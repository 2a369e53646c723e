// SPDX-License-Identifier: Apache-2.0
package dev.faultline.webapp.spring;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** What the controllers throw. */
final class Failures {
  private Failures() {}

  /** Nobody handles it. */
  static final class Unhandled extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unhandled(String message) {
      super(message);
    }
  }

  /** Handled by the controller that throws it. */
  static final class OfAController extends RuntimeException {
    private static final long serialVersionUID = 1;

    OfAController(String message) {
      super(message);
    }
  }

  /** Handled by the advice, as an error of the server's. */
  static final class OfTheAdvice extends RuntimeException {
    private static final long serialVersionUID = 1;

    OfTheAdvice(String message) {
      super(message);
    }
  }

  /** Handled by the advice, which logs it as well. */
  static final class Logged extends RuntimeException {
    private static final long serialVersionUID = 1;

    Logged(String message) {
      super(message);
    }
  }

  /** Handled by the advice, as an error of the client's. */
  static final class NotFound extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotFound(String message) {
      super(message);
    }
  }

  /** Handled by the advice, as no error at all. */
  static final class Harmless extends RuntimeException {
    private static final long serialVersionUID = 1;

    Harmless(String message) {
      super(message);
    }
  }

  /** Given to a handler that throws something else. */
  static final class ForABrokenHandler extends RuntimeException {
    private static final long serialVersionUID = 1;

    ForABrokenHandler(String message) {
      super(message);
    }
  }

  /** Handled by a resolver that is a lambda. */
  static final class ForALambda extends RuntimeException {
    private static final long serialVersionUID = 1;

    ForALambda(String message) {
      super(message);
    }
  }

  /** Says itself how it is to be answered. */
  @ResponseStatus(HttpStatus.GONE)
  static final class Gone extends RuntimeException {
    private static final long serialVersionUID = 1;

    Gone(String message) {
      super(message);
    }
  }
}
