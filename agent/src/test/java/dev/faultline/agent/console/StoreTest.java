// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.console.otlp.Node;
import dev.faultline.agent.console.record.Batch;
import dev.faultline.agent.console.record.FaultRecord;
import dev.faultline.agent.console.record.Source;
import dev.faultline.agent.console.record.SpanRecord;
import dev.faultline.agent.console.store.FaultGroup;
import dev.faultline.agent.console.store.Store;
import dev.faultline.agent.console.store.TraceRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StoreTest {
  private final Store store = new Store();

  @Test
  void traces_areBoundedOldestOut() throws Exception {
    for (int i = 0; i < Store.MAX_TRACES + 10; i++) store.add(span("t" + i, "s", ""));

    assertThat(store.traces()).hasSize(Store.MAX_TRACES);
    assertThat(store.traces().get(0).id).isEqualTo("t" + (Store.MAX_TRACES + 9));
    assertThat(store.trace("t9")).isNull();
    assertThat(store.trace("t10")).isNotNull();
    assertThat(store.total().traces).isEqualTo(Store.MAX_TRACES + 10);
  }

  @Test
  void spansOfOneTrace_areBoundedAndCounted() throws Exception {
    for (int i = 0; i < TraceRecord.MAX_SPANS + 5; i++) store.add(span("t", "s" + i, ""));

    TraceRecord trace = store.trace("t");
    assertThat(trace.spans).hasSize(TraceRecord.MAX_SPANS);
    assertThat(trace.spansLeftOut).isEqualTo(5);
    assertThat(store.total().spans).isEqualTo(TraceRecord.MAX_SPANS + 5);
  }

  @Test
  void bytes_areBounded() throws Exception {
    Store small = new Store(100_000);
    for (int i = 0; i < 100; i++) small.add(span("t" + i, "s", "x".repeat(10_000)));
    for (int i = 0; i < 100; i++) small.add(fault("f" + i, "x".repeat(10_000), 1));

    assertThat(small.traces()).hasSizeBetween(5, 10);
    assertThat(small.faults()).hasSizeBetween(5, 10);
    assertThat(small.total().faults).isEqualTo(100);
  }

  @Test
  void groups_areBoundedTheOneSeenLastStays() throws Exception {
    store.add(fault("ffff", "first", 1));
    for (int i = 0; i < Store.MAX_GROUPS - 1; i++) store.add(fault(Integer.toHexString(i), "m", 1));
    store.add(fault("ffff", "again", 1));
    store.fault("0"); // a look does not keep it
    store.add(fault("aaaaaa", "new", 1));

    assertThat(store.faults()).hasSize(Store.MAX_GROUPS);
    assertThat(store.fault("ffff").count).isEqualTo(2);
    assertThat(store.fault("0")).isNull();
    assertThat(store.faults().get(0).fingerprint).isEqualTo("aaaaaa");
  }

  @Test
  void group_keepsTheLastExamplesAndTheExactCount() throws Exception {
    for (int i = 0; i < 20; i++) store.add(fault("aa", "message " + i, 10));

    FaultGroup group = store.fault("aa");
    assertThat(group.count).isEqualTo(200);
    assertThat(group.examples).hasSize(FaultGroup.MAX_EXAMPLES);
    assertThat(group.latest.message).isEqualTo("message 19");
  }

  @Test
  void group_isAsOldAsItsApplicationSays() throws Exception {
    String log =
        Otlp.log(
            "",
            "",
            "exception.type",
            "E",
            "faultline.fingerprint",
            "aa",
            "faultline.count_estimated",
            true,
            "faultline.first_seen",
            5L,
            "faultline.last_seen",
            1_800_000_000_000_000_000L);
    store.add(fault("aa", "m", 1));
    assertThat(store.fault("aa").firstNanos).isEqualTo(1_790_000_000_003_000_000L);
    store.add(FaultRecord.ofLog(source(), node(log)));

    assertThat(store.fault("aa").firstNanos).isEqualTo(5);
    assertThat(store.fault("aa").lastNanos).isEqualTo(1_800_000_000_000_000_000L);
    assertThat(store.fault("aa").estimated).isTrue();
  }

  @Test
  void lineOfTheLog_isNoFault() throws Exception {
    String log = Otlp.log("t", "s", "faultline.logger", "shop.Stock", "thread.name", "main");
    Batch batch = new Batch(1);
    Receiver.logs(node(Otlp.logs("shop", log)), batch);

    assertThat(FaultRecord.ofLog(source(), node(log))).isNull();
    assertThat(batch.faults).isEmpty();
    assertThat(batch.lines).hasSize(1);
  }

  @Test
  void names_areBounded() throws Exception {
    for (int i = 0; i < 1_000; i++) store.addMetric("m" + i, 1);
    assertThat(store.metrics()).hasSize(Store.MAX_NAMES + 1).containsEntry("(others)", 800L);
  }

  @Test
  void root_isTheOneWithoutParentOrElseTheFirstOfThem() throws Exception {
    store.add(span("t", "child", "\"parentSpanId\":\"root\","));
    assertThat(store.trace("t").root().id).isEqualTo("child");
    store.add(span("t", "root", ""));
    assertThat(store.trace("t").root().id).isEqualTo("root");
  }

  private static SpanRecord span(String trace, String id, String more) throws IOException {
    boolean isField = more.startsWith("\"");
    String attributes = Otlp.attributes("filler", isField ? "" : more);
    return new SpanRecord(
        source(),
        node(
            "{"
                + (isField ? more : "")
                + "\"traceId\":\""
                + trace
                + "\",\"spanId\":\""
                + id
                + "\",\"attributes\":"
                + attributes
                + "}"));
  }

  private static FaultRecord fault(String fingerprint, String message, long count)
      throws IOException {
    return FaultRecord.ofLog(
        source(),
        node(
            Otlp.log(
                "",
                "",
                "exception.type",
                "E",
                "exception.message",
                message,
                "exception.stacktrace",
                "E\n\tat com.shop.A.a(A.java:1)",
                "faultline.fingerprint",
                fingerprint,
                "faultline.count",
                count)));
  }

  private static Node node(String json) throws IOException {
    return Node.parse(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
  }

  private static Source source() throws IOException {
    return Source.of(node("{}"));
  }
}
