// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.event;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds an {@link AlertEvent}; what is too long is cut. Not thread-safe. */
public final class AlertEventBuilder {
  // Groups keep their last event, so that what one holds is bounded here.
  private static final int MAX_ATTRIBUTES = 32;
  private static final int MAX_NAME = 256;
  private static final int MAX_TEXT = 1_000;

  final AlertEvent.Kind kind;
  final long eventMillis;
  long count = 1;
  String service = "";
  String environment = "";
  String instance = "";
  String host = "";
  String release = "";
  String traceId = "";
  String recordId = "";
  String exceptionType = "";
  String message = "";
  String topFrame = "";
  String fingerprint = "";
  String category = "";
  String state = "";
  String route = "";
  int status;
  long durationNanos = -1;
  long failed = -1;
  long[] boundsNanos = AlertEvent.NONE;
  long[] bucketCounts = AlertEvent.NONE;
  @Nullable Boolean isNewGroup;
  boolean regressed;
  boolean own;
  String fragment = "";
  Map<String, String> attributes = Collections.emptyMap();

  AlertEventBuilder(AlertEvent.Kind kind, long eventMillis) {
    this.kind = kind;
    this.eventMillis = eventMillis;
  }

  AlertEventBuilder(AlertEvent from, Map<String, String> attributes) {
    this(from.kind, from.eventMillis);
    count = from.count;
    service = from.service;
    environment = from.environment;
    instance = from.instance;
    host = from.host;
    release = from.release;
    traceId = from.traceId;
    recordId = from.recordId;
    exceptionType = from.exceptionType;
    message = from.message;
    topFrame = from.topFrame;
    fingerprint = from.fingerprint;
    category = from.category;
    state = from.state;
    route = from.route;
    status = from.status;
    durationNanos = from.durationNanos;
    failed = from.failed;
    boundsNanos = from.boundsNanos;
    bucketCounts = from.bucketCounts;
    isNewGroup = from.isNewGroup;
    regressed = from.regressed;
    own = from.own;
    fragment = from.fragment;
    this.attributes = attributes;
  }

  public AlertEvent build() {
    return new AlertEvent(this);
  }

  /** 1 unless told; negative counts as 0. */
  public AlertEventBuilder count(long count) {
    this.count = Math.max(0, count);
    return this;
  }

  public AlertEventBuilder service(String service) {
    this.service = Texts.clip(service, MAX_NAME);
    return this;
  }

  public AlertEventBuilder environment(String environment) {
    this.environment = Texts.clip(environment, MAX_NAME);
    return this;
  }

  public AlertEventBuilder instance(String instance) {
    this.instance = Texts.clip(instance, MAX_NAME);
    return this;
  }

  /** Either may be empty. */
  public AlertEventBuilder host(String name, String pid) {
    String process = pid.isEmpty() || name.isEmpty() ? pid : "/" + pid;
    this.host = Texts.clip(name + process, MAX_NAME);
    return this;
  }

  public AlertEventBuilder release(String release) {
    this.release = Texts.clip(release, MAX_NAME);
    return this;
  }

  public AlertEventBuilder traceId(String traceId) {
    this.traceId = Texts.clip(traceId, MAX_NAME);
    return this;
  }

  public AlertEventBuilder recordId(String recordId) {
    this.recordId = Texts.clip(recordId, MAX_NAME);
    return this;
  }

  public AlertEventBuilder exceptionType(String exceptionType) {
    this.exceptionType = Texts.clip(exceptionType, MAX_NAME);
    return this;
  }

  public AlertEventBuilder message(String message) {
    this.message = Texts.clip(message, MAX_TEXT);
    return this;
  }

  public AlertEventBuilder topFrame(String topFrame) {
    this.topFrame = Texts.clip(topFrame, AlertEvent.MAX_FRAGMENT);
    return this;
  }

  public AlertEventBuilder fingerprint(String fingerprint) {
    this.fingerprint = Texts.clip(fingerprint, MAX_NAME);
    return this;
  }

  public AlertEventBuilder category(String category) {
    this.category = Texts.clip(category, MAX_NAME);
    return this;
  }

  public AlertEventBuilder state(String state) {
    this.state = Texts.clip(state, MAX_NAME);
    return this;
  }

  public AlertEventBuilder route(String route) {
    this.route = Texts.clip(route, MAX_NAME);
    return this;
  }

  public AlertEventBuilder status(int status) {
    this.status = status;
    return this;
  }

  public AlertEventBuilder durationNanos(long durationNanos) {
    this.durationNanos = durationNanos;
    return this;
  }

  /** Of {@link #count}; unless told, all of them when the status is 500 or more, else none. */
  public AlertEventBuilder failed(long failed) {
    this.failed = failed;
    return this;
  }

  /**
   * How long the requests of totals took.
   *
   * @param boundsNanos upper bounds, inclusive, ascending
   * @param counts one more than there are bounds
   */
  public AlertEventBuilder durations(long[] boundsNanos, long[] counts) {
    this.boundsNanos = boundsNanos.clone();
    this.bucketCounts = counts.clone();
    return this;
  }

  public AlertEventBuilder isNewGroup(@Nullable Boolean isNewGroup) {
    this.isNewGroup = isNewGroup;
    return this;
  }

  public AlertEventBuilder regressed(boolean regressed) {
    this.regressed = regressed;
    return this;
  }

  public AlertEventBuilder own(boolean own) {
    this.own = own;
    return this;
  }

  /** Must have been scrubbed; is cut to {@link AlertEvent#MAX_FRAGMENT}. */
  public AlertEventBuilder fragment(String fragment) {
    this.fragment = Texts.clip(fragment, AlertEvent.MAX_FRAGMENT);
    return this;
  }

  /** Of more than 32, the first are kept. */
  public AlertEventBuilder attribute(String name, String value) {
    if (attributes.isEmpty()) attributes = new LinkedHashMap<>();
    if (attributes.size() < MAX_ATTRIBUTES) attributes.put(name, Texts.clip(value, MAX_NAME));
    return this;
  }
}
