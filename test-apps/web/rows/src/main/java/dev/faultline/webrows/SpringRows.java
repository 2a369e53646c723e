// SPDX-License-Identifier: Apache-2.0
package dev.faultline.webrows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.Jdk;

/** What is told of Spring MVC's rows, whatever its version. */
public final class SpringRows {
  private static final String APP = "dev.faultline.webapp.spring.";
  private static final String RESOLVERS = "org.springframework.web.servlet.mvc.";

  private static final String OTHERS = RESOLVERS + "support.DefaultHandlerExceptionResolver";

  private final WebRun rows;

  private SpringRows(WebRun rows) {
    this.rows = rows;
  }

  /**
   * Runs and checks them all.
   *
   * @param throwsForUnknownPath whether Spring does, as it does from 6.1 on
   */
  public static void check(Class<?> main, Jdk jdk, boolean throwsForUnknownPath) {
    SpringRows rows = new SpringRows(WebRun.of(main, jdk));
    assertThat(rows.rows.answers()).contains("/ok: 200").contains("/escapes: 500");
    rows.handledByMethods();
    rows.handledByResolvers();
    rows.handledInTheBackground();
    rows.handledBesides();
    rows.escaped();
    if (throwsForUnknownPath) rows.rows.fault("/nowhere.html").isHandled(OTHERS, 404);
    rows.rows.nothingElse();
  }

  private void handledByMethods() {
    rows.fault("/in-controller")
        .isHandled(APP + "Handled#conflict(OfAController)", 409)
        .hasType(APP + "Failures$OfAController")
        .hasRoute("/app/in-controller");
    rows.fault("/advice").isHandled(APP + "Advice#failed(OfTheAdvice)", 500);
    rows.fault("/orders/17")
        .isHandled(APP + "Advice#notFound(NotFound)", 404)
        .hasRoute("/app/orders/{id}");
    rows.fault("/answered-200").isHandled(APP + "Advice#harmless(Harmless)", 200);
  }

  private void handledByResolvers() {
    String status = RESOLVERS + "annotation.ResponseStatusExceptionResolver";
    rows.fault("/status-404").isHandled(status, 404);
    rows.fault("/status-500").isHandled(status, 500);
    rows.fault("/annotated").isHandled(status, 410);
    rows.fault("/missing").isHandled(OTHERS, 400);
    rows.fault("/numbers/seven").isHandled(OTHERS, 400).hasRoute("/app/numbers/{number}");
    rows.fault("/bound").isHandled(OTHERS, 400);
    rows.fault("/lambda").isHandled("HandlerExceptionResolverComposite", 503);
  }

  private void handledInTheBackground() {
    rows.fault("/callable").isHandled(APP + "Advice#failed(OfTheAdvice)", 500);
    rows.fault("/deferred").isHandled(APP + "Advice#failed(OfTheAdvice)", 500);
  }

  private void handledBesides() {
    rows.fault("/logged-too").isHandled(APP + "Advice#logged(Logged)", 503);
    rows.fault("/sql")
        .isHandled(APP + "Advice#database(SQLException)", 503)
        .hasLayers("jdbc", "framework")
        .has("faultline.sql.state", "42S04");
    rows.fault("/filter-catches").isHandled("handled", 503);
    rows.fault("/handler-throws", "of the handler")
        .hasLeftHandler(APP + "Advice#broken(ForABrokenHandler)");
  }

  private void escaped() {
    String unhandled = APP + "Failures$Unhandled";
    rows.fault("/escapes").hasEscaped().hasType(unhandled).hasRoute("/app/escapes");
    rows.fault("/escapes-checked").hasEscaped().hasType("java.lang.Exception");
    rows.fault("/view").hasEscaped().hasType(unhandled);
    rows.fault("/interceptor").hasEscaped().hasType(unhandled);
    rows.fault("/callable-escapes").hasEscaped().hasType(unhandled);
    rows.fault("/handler-throws", ": handler-throws").hasEscaped();
  }
}
