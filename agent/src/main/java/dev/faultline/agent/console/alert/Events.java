// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.alert;

import dev.faultline.agent.alert.event.AlertEvent;
import dev.faultline.agent.alert.event.AlertEventBuilder;
import dev.faultline.agent.console.record.Batch;
import dev.faultline.agent.console.record.FaultRecord;
import dev.faultline.agent.console.record.LineRecord;
import dev.faultline.agent.console.record.MetricRecord;
import dev.faultline.agent.console.record.Source;
import dev.faultline.agent.console.record.SpanRecord;
import dev.faultline.agent.console.store.fault.Changes;
import dev.faultline.agent.console.store.table.Hash;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Makes events of what was kept. Not thread-safe. */
final class Events {
  private final RequestTotals totals = new RequestTotals();

  /**
   * Requests come last: what waits for one has come before it.
   *
   * @param changes what the store found to be new by it
   */
  void of(Batch batch, Changes changes, Consumer<AlertEvent> to) {
    Set<Source> quiet = Collections.newSetFromMap(new IdentityHashMap<>());
    for (MetricRecord each : batch.metrics) quiet.add(each.source);
    for (SpanRecord each : batch.spans) quiet.add(each.source);
    List<AlertEvent> events = new ArrayList<>();
    for (MetricRecord each : batch.metrics) {
      AlertEvent event = totals.event(each, batch.receivedMillis);
      if (event == null) continue;
      quiet.remove(each.source);
      events.add(event);
    }
    for (FaultRecord each : batch.faults) {
      events.add(fault(each, changes, batch.receivedMillis));
      quiet.remove(each.source);
    }
    Map<Long, Integer> alike = new HashMap<>();
    for (LineRecord each : batch.lines) {
      events.add(line(each, id(each, alike), batch.receivedMillis));
      quiet.remove(each.source);
    }
    for (SpanRecord each : batch.spans) {
      if (!isRequest(each)) continue;
      events.add(request(each, batch.receivedMillis));
      quiet.remove(each.source);
    }
    for (Source each : quiet) events.add(alive(each, batch.receivedMillis));
    events.forEach(to);
  }

  /** How many points of requests found no room. */
  long leftOut() {
    return totals.leftOut();
  }

  private static AlertEvent fault(FaultRecord fault, Changes changes, long received) {
    long millis = Facts.millis(fault.timeNanos, received);
    AlertEventBuilder event = AlertEvent.of(AlertEvent.Kind.FAULT, millis);
    Facts.of(event, fault.source);
    event.count(fault.count).recordId(fault.uid).traceId(fault.traceId);
    event.exceptionType(fault.type).message(fault.message).topFrame(fault.where);
    event.fingerprint(fault.fingerprint).category(fault.category).state(fault.state);
    event.route(fault.attributes.text("http.route")).status(Facts.status(fault.attributes));
    // once for each batch that has brought it: an event stands for all that it counts
    event.regressed(changes.regressed.remove(Changes.place(fault)));
    String message = fault.message.isEmpty() ? "" : ": " + fault.message;
    event.fragment(fault.type + message + (fault.where.isEmpty() ? "" : " at " + fault.where));
    Facts.of(event, fault.attributes);
    return event.build();
  }

  /**
   * Its own, else one by what it says: the same when the batch comes again.
   *
   * @param alike how many there are of each in the batch
   * @return empty where it tells no time, so that another would look like it
   */
  private static String id(LineRecord line, Map<Long, Integer> alike) {
    String uid = line.attributes.text("log.record.uid");
    if (!uid.isEmpty() || line.timeNanos == 0) return uid;
    Source of = line.source;
    String process = String.join(" ", of.service, of.environment, of.instance, line.traceId);
    long hash = Hash.of(process + ' ' + Hash.of(line));
    return Long.toHexString(hash) + '/' + alike.merge(hash, 1, Integer::sum);
  }

  private static AlertEvent line(LineRecord line, String id, long received) {
    long millis = Facts.millis(line.timeNanos, received);
    AlertEventBuilder event = AlertEvent.of(AlertEvent.Kind.LOG, millis);
    Facts.of(event, line.source);
    event.recordId(id).traceId(line.traceId);
    event.message(line.text).route(line.attributes.text("http.route"));
    event.status(Facts.status(line.attributes));
    String name = line.event.isEmpty() ? "" : line.event + " ";
    event.fragment((line.severityText + " " + name + line.text).trim());
    if (!line.event.isEmpty()) event.attribute("event.name", line.event);
    if (!line.severityText.isEmpty()) event.attribute("level", line.severityText);
    Facts.of(event, line.attributes);
    return event.build();
  }

  private static boolean isRequest(SpanRecord span) {
    return span.isEntry() && !span.attributes.text("http.request.method", "http.method").isEmpty();
  }

  private AlertEvent request(SpanRecord span, long received) {
    long millis = Facts.millis(span.endNanos, received);
    AlertEventBuilder event = AlertEvent.of(AlertEvent.Kind.REQUEST, millis);
    Facts.of(event, span.source);
    event.traceId(span.traceId).recordId(span.traceId + '/' + span.id);
    event.route(span.attributes.text("http.route")).status(Facts.status(span.attributes));
    event.durationNanos(span.durationNanos());
    long count = totals.has(span.source, span.endNanos) ? 0 : 1;
    event.count(count).failed(span.failed ? count : 0);
    event.fragment(
        String.format(
            Locale.ROOT,
            "%s %s in %.3f s",
            span.name,
            span.attributes.text("http.response.status_code", "http.status_code"),
            span.durationNanos() / 1e9));
    Facts.of(event, span.attributes);
    return event.build();
  }

  private static AlertEvent alive(Source source, long received) {
    AlertEventBuilder event = AlertEvent.of(AlertEvent.Kind.ALIVE, received);
    Facts.of(event, source);
    return event.build();
  }
}
