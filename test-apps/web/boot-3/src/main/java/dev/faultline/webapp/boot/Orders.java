// SPDX-License-Identifier: Apache-2.0
package dev.faultline.webapp.boot;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Throws. */
@RestController
class Orders {
  @GetMapping("/ok")
  String ok() {
    return "ok";
  }

  @GetMapping("/handled")
  String handled() {
    throw new IllegalArgumentException("handled");
  }

  @ExceptionHandler
  @ResponseStatus(HttpStatus.BAD_GATEWAY)
  String answer(IllegalArgumentException failure) {
    return "sorry: " + failure.getMessage();
  }

  @GetMapping("/status-404")
  String status404() {
    throw new ResponseStatusException(HttpStatus.NOT_FOUND, "status-404");
  }

  @GetMapping("/escapes")
  String escapes() {
    throw new IllegalStateException("escapes");
  }
}
