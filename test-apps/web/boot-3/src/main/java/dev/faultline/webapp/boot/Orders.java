// SPDX-License-Identifier: Apache-2.0
package dev.faultline.webapp.boot;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
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

  @GetMapping("/error-page-throws")
  void errorPageThrows(HttpServletResponse response) throws IOException {
    response.sendError(500);
  }

  @GetMapping("/client-refused")
  String clientRefused() throws Exception {
    HttpRequest nobodyThere = HttpRequest.newBuilder(URI.create("http://localhost:1/")).build();
    return HttpClient.newHttpClient().send(nobodyThere, BodyHandlers.ofString()).body();
  }
}
