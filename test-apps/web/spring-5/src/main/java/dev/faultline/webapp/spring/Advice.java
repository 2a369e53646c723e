// SPDX-License-Identifier: Apache-2.0
package dev.faultline.webapp.spring;

import java.sql.SQLException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Handles exceptions of all controllers. */
@RestControllerAdvice
class Advice {
  @ExceptionHandler
  @ResponseStatus(HttpStatus.INTERNAL_SERVER_ERROR)
  String failed(Failures.OfTheAdvice failure) {
    return "advice: " + failure.getMessage();
  }

  @ExceptionHandler
  @ResponseStatus(HttpStatus.NOT_FOUND)
  String notFound(Failures.NotFound failure) {
    return "advice: no " + failure.getMessage();
  }

  @ExceptionHandler
  String harmless(Failures.Harmless failure) {
    return "advice: fine, " + failure.getMessage();
  }

  @ExceptionHandler
  @ResponseStatus(HttpStatus.SERVICE_UNAVAILABLE)
  String logged(Failures.Logged failure) {
    Logger.getLogger("com.acme.advice").log(Level.SEVERE, "not again", failure);
    return "advice: logged " + failure.getMessage();
  }

  @ExceptionHandler
  @ResponseStatus(HttpStatus.SERVICE_UNAVAILABLE)
  String database(SQLException failure) {
    return "advice: " + failure.getSQLState();
  }

  @ExceptionHandler
  String broken(Failures.ForABrokenHandler failure) {
    throw new IllegalArgumentException("of the handler");
  }
}
