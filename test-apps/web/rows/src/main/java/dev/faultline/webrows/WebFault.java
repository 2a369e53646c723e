// SPDX-License-Identifier: Apache-2.0
package dev.faultline.webrows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.RecordedFault;
import java.util.List;

/** The same fault, with all sampled and with nothing; what is asserted is asserted of both. */
public record WebFault(List<RecordedFault> both) {
  private static final int WARN = 13;
  private static final int ERROR = 17;

  /** It was turned into a response of that status, by whoever the part is of. */
  public WebFault isHandled(String by, int status) {
    for (RecordedFault each : both) {
      assertThat(each.state()).as(each.way().toString()).isEqualTo("handled");
      assertThat(each.way()).anyMatch(step -> step.startsWith("handled") && step.contains(by));
      assertThat(each.layers()).contains("framework").doesNotContain("servlet");
      assertThat(each.attributes()).containsEntry("http.response.status_code", (long) status);
      int severity = status < 500 ? WARN : ERROR;
      assertThat(each.proto().getSeverityNumberValue()).as(each.toString()).isEqualTo(severity);
      assertThat(each.traceId()).isNotEmpty();
    }
    return this;
  }

  /** It left the request, which was answered with a 500. */
  public WebFault hasEscaped() {
    for (RecordedFault each : both) {
      assertThat(each.state()).as(each.way().toString()).isEqualTo("escaped");
      assertThat(each.way()).contains("left the request");
      assertThat(each.layers()).contains("servlet");
      assertThat(each.attributes()).containsEntry("http.response.status_code", 500L);
      assertThat(each.proto().getSeverityNumberValue()).isEqualTo(ERROR);
      assertThat(each.traceId()).isNotEmpty();
    }
    return this;
  }

  /** It left an exception handler of the application, and the framework kept it to itself. */
  public WebFault hasLeftHandler(String handler) {
    for (RecordedFault each : both) {
      assertThat(each.way()).contains("left an exception handler " + handler);
      assertThat(each.state()).isIn("", "logged");
    }
    return this;
  }

  public WebFault hasState(String state) {
    for (RecordedFault each : both) {
      assertThat(each.state()).as(each.way().toString()).isEqualTo(state);
    }
    return this;
  }

  /** Such as 9 for INFO. */
  public WebFault hasSeverity(int severity) {
    for (RecordedFault each : both) {
      assertThat(each.proto().getSeverityNumberValue()).as(each.toString()).isEqualTo(severity);
    }
    return this;
  }

  public WebFault isInATrace() {
    for (RecordedFault each : both) assertThat(each.traceId()).isNotEmpty();
    return this;
  }

  public WebFault isInNoTrace() {
    for (RecordedFault each : both) assertThat(each.traceId()).isEmpty();
    return this;
  }

  /** Of the first one that is more than a wrapper. */
  public WebFault hasType(String type) {
    for (RecordedFault each : both) assertThat(each.type()).isEqualTo(type);
    return this;
  }

  public WebFault hasStack(String part) {
    for (RecordedFault each : both) assertThat(each.stack()).contains(part);
    return this;
  }

  public WebFault hasRoute(String route) {
    return has("http.route", route);
  }

  public WebFault hasStep(String step) {
    for (RecordedFault each : both) assertThat(each.way()).contains(step);
    return this;
  }

  public WebFault hasLayers(String... layers) {
    for (RecordedFault each : both) assertThat(each.layers()).containsExactly(layers);
    return this;
  }

  public WebFault hasNo(String attribute) {
    for (RecordedFault each : both) assertThat(each.attributes()).doesNotContainKey(attribute);
    return this;
  }

  public WebFault has(String attribute, Object value) {
    for (RecordedFault each : both) assertThat(each.attributes()).containsEntry(attribute, value);
    return this;
  }
}
