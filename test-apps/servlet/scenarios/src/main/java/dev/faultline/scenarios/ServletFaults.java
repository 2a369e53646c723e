// SPDX-License-Identifier: Apache-2.0
package dev.faultline.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.Jdk;
import dev.faultline.harness.RecordedFault;
import dev.faultline.webrows.WebFault;
import dev.faultline.webrows.WebRun;
import java.util.function.Predicate;

/** What is told of the rows of servlets, whoever the server is. */
public final class ServletFaults {
  private static final String APP = "dev.faultline.servletapp.rows.";
  private static final String FROM = "escaped from " + APP;
  private static final String STATE = "java.lang.IllegalStateException: ";
  private static final int INFO = 9;

  private final WebRun rows;

  private ServletFaults(WebRun rows) {
    this.rows = rows;
  }

  /**
   * Runs and checks them all.
   *
   * @param main of the server, which starts it, asks it all rows, and ends it
   */
  public static void check(Class<?> main, Jdk jdk) {
    ServletFaults faults = new ServletFaults(WebRun.of(main, jdk));
    faults.thrown();
    faults.clientAbort_isOneFaultThatEscaped();
    faults.thrownAroundTheServlet();
    faults.thrownElsewhere();
    faults.caughtAndAnswered();
    faults.ofRequestListeners();
    faults.ofSessionListeners();
    faults.exceptionAfterStartAsync_isOneFault();
    faults.exceptionInAsyncDispatch_isOneFault();
    faults.exceptionInAsyncRunnable_isOneFaultOfItsRequest();
    faults.ofAsyncListeners();
    faults.ofLifetimes();
    faults.rows.eachRequestOnce();
    faults.ofTheServers();
    faults.rows.nothingElse(); // and so nothing of what was answered well, or by sendError
  }

  private void thrown() {
    String route = "/app/throws/*";
    rows.fault("/throws/runtime").hasEscaped().hasRoute(route).hasStack(STATE + "/throws/runtime");
    rows.fault("/throws/checked").hasEscaped().hasType("java.io.FileNotFoundException");
    rows.fault("/throws/error").hasEscaped().hasType("java.lang.LinkageError");
    rows.fault("/throws/out-of-memory").hasEscaped().hasType("java.lang.OutOfMemoryError");
    rows.fault("/throws/overflow").hasEscaped().hasType("java.lang.StackOverflowError");
    rows.fault("/throws/wrapped").hasEscaped().hasStack("Caused by: " + STATE + "/throws/wrapped");
    rows.fault("/throws/logged")
        .hasEscaped()
        .hasStep("logged as ERROR by rows")
        .hasStack("Caused by: " + STATE + "/throws/logged");
    rows.fault("/throws/late").hasState("escaped").has("http.response.status_code", 200L);
    rows.failedRequest("/throws/runtime", 500);
    rows.failedRequest("/throws/late", 200);
  }

  private void clientAbort_isOneFaultThatEscaped() {
    rows.fault("/client/aborts").hasState("escaped").isInATrace().hasSeverity(INFO);
  }

  private void thrownAroundTheServlet() {
    rows.fault("/filter/before").hasEscaped().hasRoute("/app/filter/*");
    rows.fault("/filter/after").hasEscaped().hasRoute("/app/filter/*");
    rows.fault("/filter/passes").hasEscaped().hasStack(STATE + "/filter/passes");
    rows.fault("/filter/wraps").hasEscaped().hasStack("Caused by: " + STATE + "/filter/wraps");
  }

  private void thrownElsewhere() {
    rows.fault("/dispatch/forward").hasEscaped().hasStack(STATE + "/dispatch/forward");
    rows.failedRequest("/dispatch/forward", 500);
    rows.fault("/dispatch/include").hasEscaped().hasStack(STATE + "/dispatch/include");
    rows.fault("/page/by-type").hasEscaped().hasType(APP + "PageServlet$ForPage");
    rows.failedRequest("/page/by-type", 500);
    errorPageThatThrows_isAFaultOfItsOwn();
  }

  /** Jetty 12 has the first one suppressed in the second. */
  private void errorPageThatThrows_isAFaultOfItsOwn() {
    Predicate<RecordedFault> first = each -> each.type().equals(APP + "PageServlet$ForBadPage");
    rows.fault("/page/throws", first).hasEscaped().hasRoute("/app/page/*");
    rows.fault("/page/throws", first.negate())
        .hasState("escaped")
        .hasStep("left the request")
        .hasStack("java.lang.IllegalArgumentException: of the page");
  }

  private void caughtAndAnswered() {
    rows.fault("/answers/attribute").isHandled("handled", 500);
    rows.fault("/filter/catches").isHandled("handled", 503);
    rows.fault("/filter/catches-with-attribute").isHandled("handled", 503);
    rows.fault("/filter/sends-error").isHandled("handled", 502);
  }

  private void ofRequestListeners() {
    for (String row : new String[] {"request-initialized", "request-destroyed"}) {
      WebFault fault = rows.fault("/listener/" + row).hasState("escaped").isInNoTrace();
      fault.hasStep(FROM + "RowListener").has("http.request.method", "GET");
    }
  }

  private void ofSessionListeners() {
    for (String row : new String[] {"session-created", "session-destroyed"}) {
      WebFault fault = rows.fault("/listener/" + row, STATE + "/listener/" + row);
      fault.hasState("escaped").hasStep(FROM + "RowListener").isInATrace();
    }
    isToldBySomebody("/listener/attribute-added");
    isToldBySomebody("/listener/attribute-replaced");
    isToldBySomebody("/listener/attribute-removed");
    isToldBySomebody("/listener/value-bound");
    isToldBySomebody("/listener/value-unbound");
  }

  /**
   * Some servers give such an exception to the application, which is in their midst; others log it.
   */
  private void isToldBySomebody(String row) {
    if (isAnswered(row, 500)) {
      rows.fault(row).hasEscaped();
    } else {
      rows.fault(row).hasState("logged").hasLayers("log").isInATrace();
    }
  }

  private void exceptionAfterStartAsync_isOneFault() {
    rows.fault("/async/throws").hasState("escaped").hasStep("left the request").isInATrace();
    rows.failedRequest("/async/throws", 500);
  }

  private void exceptionInAsyncDispatch_isOneFault() {
    rows.fault("/async/dispatch").hasEscaped().hasRoute("/app/async/*");
    rows.failedRequest("/async/dispatch", 500);
  }

  private void exceptionInAsyncRunnable_isOneFaultOfItsRequest() {
    rows.fault("/async/run")
        .hasState("escaped")
        .hasStep(FROM + "AsyncRowServlet$Throwing")
        .hasStack(STATE + "/async/run")
        .isInATrace();
  }

  private void ofAsyncListeners() {
    String listener = FROM + "RowAsyncListener";
    rows.fault("/async/on-error", STATE + "/async/on-error").hasStep("left the request");
    rows.fault("/async/on-error", "of the listener").hasState("escaped").hasStep(listener);
    rows.fault("/async/on-timeout").hasState("escaped").hasStep(listener).isInATrace();
    rows.fault("/async/on-complete").hasState("escaped").hasStep(listener);
  }

  private void ofLifetimes() {
    rows.faultSaying(": /init/servlet").hasState("escaped").hasStep(FROM + "Lifetimes$BadInit");
    isOfNoRequest("/destroy/servlet", "Lifetimes$BadDestroy");
    isOfNoRequest("/destroy/filter", "RowFilter");
    isOfNoRequest("/context/initialized", "Lifetimes$BadStart");
    isOfNoRequest("/context/destroyed", "RowDeployment");
  }

  private void isOfNoRequest(String row, String component) {
    WebFault fault = rows.faultSaying(STATE + row).hasState("escaped");
    fault.hasStep(FROM + component).hasNo("url.path");
  }

  private void ofTheServers() {
    // Tomcat 9 and 10 go on with a request that has failed after it went async.
    rows.alsoToldOf("Calling [asyncPostProcess()] is not valid");
    // Jetty goes on with another exception, which does not name the first for its cause.
    rows.alsoToldOf("Create session failed");
    // Tomcat logs what leaves a servlet, also where the servlet that included it is content.
    rows.alsoToldOf(STATE + "/dispatch/include-caught");
  }

  private boolean isAnswered(String row, int status) {
    assertThat(rows.answers()).contains(row + ": ");
    return rows.answers().contains(row + ": " + status);
  }
}
