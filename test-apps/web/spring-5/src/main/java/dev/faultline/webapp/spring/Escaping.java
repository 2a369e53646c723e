// SPDX-License-Identifier: Apache-2.0
package dev.faultline.webapp.spring;

import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;

/** Throws what nobody handles, and is the page for it. */
@Controller
class Escaping {
  @GetMapping("/escapes")
  @ResponseBody
  String escapes() {
    throw new Failures.Unhandled("escapes");
  }

  @GetMapping("/escapes-checked")
  @ResponseBody
  String escapesChecked() throws Exception {
    throw new Exception("escapes-checked");
  }

  @GetMapping("/filter-catches")
  @ResponseBody
  String filterCatches() {
    throw new Failures.Unhandled("filter-catches");
  }

  @GetMapping("/handler-throws")
  @ResponseBody
  String handlerThrows() {
    throw new Failures.ForABrokenHandler("handler-throws");
  }

  @GetMapping("/interceptor")
  @ResponseBody
  String interceptor() {
    return "not reached";
  }

  @GetMapping("/view")
  ModelAndView view() {
    return new ModelAndView(new BrokenView());
  }

  @RequestMapping("/error")
  @ResponseBody
  String error() {
    return "an error page";
  }

  private static final class BrokenView implements View {
    @Override
    public void render(
        @Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response) {
      throw new Failures.Unhandled("view");
    }
  }
}
