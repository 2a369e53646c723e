// SPDX-License-Identifier: Apache-2.0
package dev.faultline.webapp.spring;

import java.util.concurrent.Callable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/** Fails on other threads than the request's. */
@RestController
class Background {
  @GetMapping("/callable")
  Callable<String> callable() {
    return () -> {
      throw new Failures.OfTheAdvice("callable");
    };
  }

  @GetMapping("/callable-escapes")
  Callable<String> callableEscapes() {
    return () -> {
      throw new Failures.Unhandled("callable-escapes");
    };
  }

  @GetMapping("/deferred")
  DeferredResult<String> deferred() {
    DeferredResult<String> result = new DeferredResult<>();
    new Thread(() -> result.setErrorResult(new Failures.OfTheAdvice("deferred"))).start();
    return result;
  }
}
