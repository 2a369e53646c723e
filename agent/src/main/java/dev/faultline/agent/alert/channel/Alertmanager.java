// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.faultline.agent.alert.notice.Notice;
import dev.faultline.agent.transport.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Alertmanager itself: {@code POST /api/v2/alerts}. It forgets what is not said again, so what
 * fires is said again each minute, with an end five minutes ahead: when this process is gone, so is
 * the alert.
 */
final class Alertmanager extends HttpChannel {
  static final long REFRESH_MILLIS = TimeUnit.MINUTES.toMillis(1);
  static final long LASTS_MILLIS = TimeUnit.MINUTES.toMillis(5);

  private static final String API = "/api/v2/alerts";
  private static final int MAX_FIRING = 1_000;

  private final Composer composer;

  /** What is said again, guarded by itself: only what will be told to be over. */
  private final Map<Map<String, String>, Alert> firing = new LinkedHashMap<>();

  private long saidMillis;

  Alertmanager(
      ChannelConfig config, Composer composer, Wire.Maker wires, LongSupplier epochMillis) {
    super(config, address(config.value("url")), wires, epochMillis);
    this.composer = composer;
  }

  private static String address(String url) {
    String base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    return base.endsWith(API) ? base : base + API;
  }

  @Override
  Verdict send(Told told) throws IOException {
    Map<Map<String, String>, Alert> latest = new LinkedHashMap<>();
    for (Alert each : Alert.of(told, MAX_FIRING)) latest.put(each.labels, each);
    for (Alert each : latest.values()) {
      if (!each.firing()) end(each); // even if that cannot be told: then it ends by itself
    }
    Verdict verdict = post(body(latest.values()));
    if (verdict.kind != Verdict.Kind.DELIVERED) return verdict;
    for (Alert each : latest.values()) {
      if (each.firing() && each.notice.tellsResolved) keep(each);
    }
    if (saidMillis == 0) saidMillis = epochMillis.getAsLong();
    return verdict;
  }

  /** The oldest makes room: it ends after five minutes, and is told anew when it repeats. */
  private void keep(Alert alert) {
    synchronized (firing) {
      firing.remove(alert.labels);
      firing.put(alert.labels, alert);
      if (firing.size() <= MAX_FIRING) return;
      Iterator<Alert> oldest = firing.values().iterator();
      oldest.next();
      oldest.remove();
    }
  }

  private void end(Alert alert) {
    synchronized (firing) {
      firing.remove(alert.labels);
    }
  }

  @Override
  void missed(Notice notice) {
    if (notice.event != Notice.Event.RESOLVED) return;
    Told told = new Told(Collections.singletonList(notice), 0, 0);
    for (Alert each : Alert.of(told, MAX_FIRING)) end(each);
  }

  @Override
  long refreshMillis() {
    synchronized (firing) {
      return firing.isEmpty() ? Long.MAX_VALUE : saidMillis + REFRESH_MILLIS;
    }
  }

  @Override
  Verdict refresh(long nowMillis) throws IOException {
    saidMillis = nowMillis; // also when it fails: a minute later is soon enough
    List<Alert> again;
    synchronized (firing) {
      again = new ArrayList<>(firing.values());
    }
    return again.isEmpty() ? Verdict.delivered() : post(body(again));
  }

  byte[] body(Collection<Alert> alerts) {
    long now = epochMillis.getAsLong();
    return Body.of(
        json -> {
          json.writeStartArray();
          for (Alert each : alerts) write(json, each, now);
          json.writeEndArray();
        });
  }

  private void write(JsonGenerator json, Alert alert, long now) throws IOException {
    long start = Math.min(Facts.start(alert.notice, alert.group), now);
    long end =
        alert.firing() ? now + LASTS_MILLIS : Math.max(start, Facts.end(alert.notice, alert.group));
    json.writeStartObject();
    Body.object(json, "labels", alert.labels);
    Body.object(json, "annotations", Facts.annotations(alert.notice, alert.group, composer));
    json.writeStringField("startsAt", Facts.time(start));
    json.writeStringField("endsAt", Facts.time(end));
    if (alert.group.link != null) json.writeStringField("generatorURL", alert.group.link);
    json.writeEndObject();
  }

  @Override
  Verdict said(Answer answer) {
    return Verdict.delivered();
  }

  @Override
  Rate rate() {
    return Rate.GENEROUS;
  }
}
