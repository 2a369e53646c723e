// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.console.Otlp;
import dev.faultline.agent.console.otlp.Node;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultSentenceTest {
  @Test
  void escapedFromARequest() throws Exception {
    assertThat(
            sentence(
                "faultline.state",
                "escaped",
                "http.request.method",
                "POST",
                "http.route",
                "/orders",
                "faultline.thrown_at",
                "com.shop.Orders.place(Orders.java:41)",
                "faultline.root_cause.type",
                "java.sql.SQLException",
                "faultline.root_cause.message",
                "duplicate key"))
        .isEqualTo(
            "IllegalStateException escaped from POST /orders, thrown in"
                + " com.shop.Orders.place(Orders.java:41), caused by SQLException: duplicate key.");
  }

  @Test
  void ofATask() throws Exception {
    String[] task = {"faultline.task.name", "com.shop.StockJob", "thread.name", "t-1"};
    assertThat(sentence(with(task, "faultline.state", "cancelled_schedule")))
        .isEqualTo("IllegalStateException ended the schedule of com.shop.StockJob.");
    assertThat(sentence(with(task, "faultline.state", "unobserved")))
        .isEqualTo(
            "IllegalStateException was left in a Future that nobody looked at,"
                + " in the task com.shop.StockJob.");
    assertThat(sentence(with(task, "faultline.state", "escaped")))
        .isEqualTo("IllegalStateException escaped from the task com.shop.StockJob.");
  }

  @Test
  void whereNothingMoreIsKnown() throws Exception {
    assertThat(sentence())
        .isEqualTo("IllegalStateException was seen. What became of it in the end is not known.");
    assertThat(sentence("thread.name", "t-1", "faultline.state", "logged"))
        .isEqualTo("IllegalStateException was logged on the thread t-1.");
    assertThat(sentence("thread.name", "t-1", "faultline.state", "a_new_one"))
        .isEqualTo("IllegalStateException was seen on the thread t-1.");
  }

  @Test
  void endOfAThread() throws Exception {
    Object[] thread = {
      "thread.name", "t-1", "faultline.state", "escaped", "faultline.layers", List.of("thread")
    };
    assertThat(sentence(thread)).isEqualTo("IllegalStateException ended the thread t-1.");
    assertThat(sentence(with(thread, "http.request.method", "GET", "http.route", "/a")))
        .isEqualTo("IllegalStateException ended the thread t-1, in the trace of GET /a.");
  }

  private static Object[] with(Object[] some, Object... more) {
    List<Object> all = new ArrayList<>(Arrays.asList(some));
    all.addAll(Arrays.asList(more));
    return all.toArray();
  }

  private static String sentence(Object... attributes) throws IOException {
    Object[] type = {"exception.type", "java.lang.IllegalStateException"};
    String log = Otlp.log("", "", with(type, attributes));
    Node node = Node.parse(new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)));
    return FaultSentence.of(FaultRecord.ofLog(Source.of(node), node));
  }
}
