// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.protobuf.Message;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Sends one request after the other until no answer comes, and keeps an account of what was
 * answered 200. Its fault groups are its own, all of them in each of its requests of faults: one
 * that was kept in part would make their counts differ. Used by one thread at a time.
 */
final class Customer implements Callable<Void> {
  static final int SPANS = 5;
  private static final int GROUPS = 3;
  private static final String SQL = "SELECT * FROM orders WHERE id = ?";

  private final int number;
  private final Sender sender;
  private final List<Long> traces = new ArrayList<>();
  private int checked;
  private ConsoleApi api;
  private long sent;
  private long faults;
  private int refused;

  /** The request that got no answer, which may be there or not; null when all were answered. */
  private @Nullable Message inDoubt;

  private long faultsInDoubt;
  private long traceInDoubt;

  Customer(int number) {
    this.number = number;
    this.sender = Sender.of("shop-" + number);
  }

  Customer at(ConsoleApi api) {
    this.api = api;
    return this;
  }

  /** Returns when no answer comes. */
  @Override
  public Void call() throws InterruptedException {
    try {
      while (true) sendOne();
    } catch (IOException e) {
      return null; // it was killed
    }
  }

  private void sendOne() throws IOException, InterruptedException {
    long request = number * 1_000_000L + ++sent;
    boolean ofSpans = sent % 2 == 0;
    long times = 1 + sent % 3;
    Message message = ofSpans ? spans(request) : faults(times);
    inDoubt = message;
    traceInDoubt = ofSpans ? request : 0;
    faultsInDoubt = ofSpans ? 0 : times;
    int status = api.send(message, sent % 4 < 2 ? Wire.JSON : Wire.PROTOBUF);
    inDoubt = null;
    if (status == 200) {
      account();
    } else {
      refused++; // must not be there
    }
  }

  private void account() {
    if (traceInDoubt != 0) traces.add(traceInDoubt);
    faults += faultsInDoubt;
  }

  private Message spans(long trace) {
    long now = System.currentTimeMillis();
    List<Span> spans = new ArrayList<>();
    spans.add(Recorded.request(trace, "/orders", now, 20_000).build());
    for (int i = 1; i < SPANS; i++) {
      spans.add(Recorded.statement(trace, trace * 10 + i, SQL, now + i, 500).build());
    }
    return sender.spans(spans);
  }

  private Message faults(long times) {
    long now = System.currentTimeMillis();
    List<LogRecord> records = new ArrayList<>();
    for (int i = 0; i < GROUPS; i++) {
      LogRecord.Builder fault = Recorded.fault(group(i), "com.shop.Broken" + i, "as it was", now);
      String uid = number + "-" + sent + "-" + i;
      fault.addAllAttributes(Otlp.attributes("faultline.count", times, "log.record.uid", uid));
      records.add(fault.build());
    }
    return sender.logs(records);
  }

  private long group(int index) {
    return -1 - number * GROUPS - index; // no trace's number
  }

  /**
   * All that was answered 200 since the last look is there, once; what got no answer is there
   * whole, or not at all.
   */
  void checkAll() {
    assertThat(count(0)).as("faults of " + this).isIn(faults, faults + doubt(faultsInDoubt));
    assertThat(count(1)).isEqualTo(count(0));
    assertThat(count(2)).isEqualTo(count(0));
    checkTraces(traces.subList(checked, traces.size()));
    if (inDoubt != null) sendAgain(inDoubt);
    checked = traces.size();
  }

  /** Once more all traces, also those that were there after an earlier kill. */
  void checkAllAgain() {
    checkAll();
    checkTraces(traces);
  }

  private void checkTraces(List<Long> traces) {
    for (long each : traces) assertThat(spansOf(each)).as("spans of " + each).isEqualTo(SPANS);
  }

  /** As an exporter does that got no answer: it counts once, whether it was there or not. */
  private void sendAgain(Message message) {
    if (traceInDoubt != 0) assertThat(spansOf(traceInDoubt)).isIn(0, SPANS);
    api.send(message);
    account();
    inDoubt = null;
    for (int i = 0; i < GROUPS; i++) assertThat(count(i)).as("faults of " + this).isEqualTo(faults);
    if (traceInDoubt != 0) assertThat(spansOf(traceInDoubt)).isEqualTo(SPANS);
  }

  private long doubt(long what) {
    return inDoubt == null ? 0 : what;
  }

  private long count(int index) {
    JsonObject group = api.find("/api/faults/" + Otlp.id(group(index)));
    return group == null ? 0 : group.get("count").getAsLong();
  }

  private int spansOf(long trace) {
    JsonObject found = api.find("/api/traces/" + Otlp.traceId(trace));
    return found == null ? 0 : found.getAsJsonArray("spans").size();
  }

  long answered() {
    return sent - refused;
  }

  int refused() {
    return refused;
  }

  int traces() {
    return traces.size();
  }

  @Override
  public String toString() {
    return "customer " + number + " after " + sent + " requests";
  }
}
