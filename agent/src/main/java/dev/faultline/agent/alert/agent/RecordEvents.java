// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.agent;

import dev.faultline.agent.alert.event.AlertEvent;
import dev.faultline.agent.alert.event.AlertEventBuilder;
import dev.faultline.agent.enrich.Fault;
import dev.faultline.agent.enrich.LogRecord;
import dev.faultline.agent.enrich.scrub.RequestSummary;
import dev.faultline.agent.export.EpochClock;
import dev.faultline.agent.export.attribute.FaultAttributes;
import dev.faultline.agent.export.attribute.LogAttributes;
import dev.faultline.bootstrap.subject.Request;
import dev.faultline.bootstrap.trace.Ids;
import dev.faultline.bootstrap.trace.Part;
import dev.faultline.bootstrap.trace.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes events of records: what they tell is the same as what exporters send. */
final class RecordEvents {
  private final EpochClock clock;
  private final String service;
  private final String environment;
  private final String instance;
  private final String host;
  private final String pid;
  private final String release;

  RecordEvents(Map<String, Object> resource, EpochClock clock) {
    this.clock = clock;
    service = text(resource, "service.name");
    environment = text(resource, "deployment.environment.name");
    instance = text(resource, "service.instance.id");
    host = text(resource, "host.name");
    pid = text(resource, "process.pid");
    release = text(resource, "service.version");
  }

  private static String text(Map<String, Object> resource, String name) {
    Object value = resource.get(name);
    return value == null ? "" : value.toString();
  }

  /** One of this process. */
  AlertEventBuilder event(AlertEvent.Kind kind, long millis) {
    return AlertEvent.of(kind, millis)
        .service(service)
        .environment(environment)
        .instance(instance)
        .host(host, pid)
        .release(release);
  }

  AlertEvent fault(Fault fault) {
    boolean counts = fault.stack == null;
    AlertEventBuilder event =
        event(AlertEvent.Kind.FAULT, millis(counts ? fault.lastSeenNanos : fault.nanos));
    event.count(fault.count).recordId(fault.id).fingerprint(fault.fingerprint);
    if (fault.hasTrace) event.traceId(Ids.hex(fault.traceIdHigh, fault.traceIdLow));
    String message = fault.message == null ? "" : fault.message;
    String frame = fault.origin.frame == null ? "" : fault.origin.frame;
    event.exceptionType(fault.type).message(message).topFrame(frame);
    if (fault.sql != null) event.category(fault.sql.category.text);
    if (fault.state != null) event.state(fault.state.name().toLowerCase(Locale.ROOT));
    RequestSummary request = fault.request;
    if (request != null) {
      event.status(request.status).route(request.route == null ? "" : request.route);
    }
    event.fragment(FaultAttributes.body(fault) + (frame.isEmpty() ? "" : " at " + frame));
    written(() -> new FaultAttributes(new Attributes(event), clock).write(fault));
    return event.build();
  }

  AlertEvent line(LogRecord line) {
    AlertEventBuilder event = event(AlertEvent.Kind.LOG, millis(line.nanos));
    if (line.hasTrace) event.traceId(Ids.hex(line.traceIdHigh, line.traceIdLow));
    event.message(line.message).fragment(line.severity + " " + line.message);
    event.attribute("level", line.severity.toString());
    written(() -> LogAttributes.write(line, new Attributes(event)));
    return event.build();
  }

  /**
   * How a request has ended. Its count is 0: it is told by the totals.
   *
   * @return null where the part has none
   */
  @Nullable AlertEvent request(Part part) {
    Request request = part.trace.isOver() ? part.trace.request() : null;
    if (request == null) return null;
    for (Span each = part.first; each != null; each = each.next) {
      if (part.trace.isRoot(each)) return request(part, each, request);
    }
    return null;
  }

  private AlertEvent request(Part part, Span root, Request request) {
    AlertEventBuilder event = event(AlertEvent.Kind.REQUEST, millis(root.endNanos));
    String route = request.route == null ? "" : request.route;
    String method = RequestSummary.method(request.method);
    event.traceId(Ids.hex(part.trace.idHigh, part.trace.idLow));
    event.count(0).failed(0).status(request.status).route(route);
    event.durationNanos(root.durationNanos());
    event.attribute("http.request.method", method);
    double seconds = root.durationNanos() / 1e9;
    event.fragment(
        String.format(Locale.ROOT, "%s %s %d in %.3f s", method, route, request.status, seconds));
    return event.build();
  }

  private long millis(long nanos) {
    return clock.epochNanos(nanos) / 1_000_000;
  }

  private interface Writing {
    void write() throws IOException;
  }

  private static void written(Writing writing) {
    try {
      writing.write();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // nothing here does
    }
  }
}
