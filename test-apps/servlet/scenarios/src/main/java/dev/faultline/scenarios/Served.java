// SPDX-License-Identifier: Apache-2.0
package dev.faultline.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.RecordedFault;
import dev.faultline.harness.RecordedSpan;
import dev.faultline.harness.RecordedTrace;
import java.util.List;

/** What the client got for a request, and what was recorded of it. */
record Served(int status, String body, RecordedTrace trace, RecordedSpan span) {

  Served has(String attribute, Object value) {
    assertThat(span.attributes()).as(span.toString()).containsEntry(attribute, value);
    return this;
  }

  Served hasNo(String attribute) {
    assertThat(span.attributes()).as(span.toString()).doesNotContainKey(attribute);
    return this;
  }

  Served isRouted(String route) {
    assertThat(span.name()).isEqualTo(span.attributes().get("http.request.method") + " " + route);
    return has("http.route", route);
  }

  /** That status, at the client and on record. */
  Served answers(int expected) {
    assertThat(status).as(body).isEqualTo(expected);
    return has("http.response.status_code", (long) expected);
  }

  Served says(String expected) {
    assertThat(body).isEqualTo(expected);
    return this;
  }

  Served isError() {
    assertThat(span.isError()).as(span.toString()).isTrue();
    return this;
  }

  Served isNoError() {
    assertThat(span.isError()).as(span.toString()).isFalse();
    return this;
  }

  List<RecordedFault> of(List<RecordedFault> faults) {
    return faults.stream().filter(fault -> fault.traceId().equals(trace.id())).toList();
  }
}
