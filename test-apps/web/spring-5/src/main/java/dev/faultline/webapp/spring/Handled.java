// SPDX-License-Identifier: Apache-2.0
package dev.faultline.webapp.spring;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.springframework.http.HttpStatus;
import org.springframework.validation.Errors;
import org.springframework.validation.Validator;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Throws what somebody handles. */
@RestController
class Handled {
  @GetMapping("/ok")
  String ok() {
    return "ok";
  }

  @GetMapping("/in-controller")
  String inController() {
    throw new Failures.OfAController("in-controller");
  }

  @ExceptionHandler
  @ResponseStatus(HttpStatus.CONFLICT)
  String conflict(Failures.OfAController failure) {
    return "controller: " + failure.getMessage();
  }

  @GetMapping("/advice")
  String advice() {
    throw new Failures.OfTheAdvice("advice");
  }

  @GetMapping("/orders/{id}")
  String order(@PathVariable String id) {
    throw new Failures.NotFound("order " + id);
  }

  @GetMapping("/answered-200")
  String harmless() {
    throw new Failures.Harmless("answered-200");
  }

  @GetMapping("/status-404")
  String status404() {
    throw new ResponseStatusException(HttpStatus.NOT_FOUND, "status-404");
  }

  @GetMapping("/status-500")
  String status500() {
    throw new ResponseStatusException(HttpStatus.INTERNAL_SERVER_ERROR, "status-500");
  }

  @GetMapping("/annotated")
  String annotated() {
    throw new Failures.Gone("annotated");
  }

  @GetMapping("/missing")
  String missing(@RequestParam String size) {
    return size;
  }

  @GetMapping("/numbers/{number}")
  String number(@PathVariable int number) {
    return "number " + number;
  }

  @GetMapping("/bound")
  String bound(@Validated Form form) {
    return form.getSize();
  }

  @InitBinder("form")
  void validate(WebDataBinder binder) {
    binder.addValidators(new FormValidator());
  }

  @GetMapping("/lambda")
  String lambda() {
    throw new Failures.ForALambda("lambda");
  }

  @GetMapping("/logged-too")
  String loggedToo() {
    throw new Failures.Logged("logged-too");
  }

  @GetMapping("/sql")
  String sql() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:spring");
        Statement statement = connection.createStatement()) {
      statement.execute("select * from nowhere");
    }
    return "not reached";
  }

  /** Bound to the parameters. */
  static final class Form {
    private String size = "";

    public String getSize() {
      return size;
    }

    public void setSize(String size) {
      this.size = size;
    }
  }

  private static final class FormValidator implements Validator {
    @Override
    public boolean supports(Class<?> type) {
      return type == Form.class;
    }

    @Override
    public void validate(Object form, Errors errors) {
      errors.rejectValue("size", "size", "too large");
    }
  }
}
