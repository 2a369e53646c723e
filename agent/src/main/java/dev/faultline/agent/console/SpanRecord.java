// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console;

import java.util.Locale;

/** A span as it arrived. Immutable. */
final class SpanRecord {
  static final long SLOW_NANOS = 1_000_000_000L;
  private static final int MAX_NAME = 512;
  private static final int SERVER = 2;
  private static final int CONSUMER = 5;
  private static final int FAILED = 2;
  private static final int IS_REMOTE = 0x200;

  final String service;
  final String traceId;
  final String id;

  /** Empty for the first of a trace. */
  final String parentId;

  final String name;
  final long startNanos;
  final long endNanos;
  final boolean failed;
  final AttributeMap attributes;
  private final int kind;
  private final long flags;

  SpanRecord(String service, Node span) {
    this.service = service;
    traceId = id(span, "traceId");
    id = id(span, "spanId");
    parentId = id(span, "parentSpanId");
    name = AttributeMap.clip(span.text("name"), MAX_NAME);
    startNanos = span.number("startTimeUnixNano");
    endNanos = Math.max(startNanos, span.number("endTimeUnixNano"));
    failed = span.get("status").number("code") == FAILED;
    kind = (int) span.number("kind");
    flags = span.number("flags");
    attributes = AttributeMap.of(span.list("attributes"));
  }

  /** In lower case; what is no id stays what it is, cut. */
  static String id(Node node, String name) {
    return AttributeMap.clip(node.text(name), 64).toLowerCase(Locale.ROOT);
  }

  boolean isValid() {
    return !traceId.isEmpty() && !id.isEmpty();
  }

  /** Whether the trace came into its service here. */
  boolean isEntry() {
    return parentId.isEmpty() || kind == SERVER || kind == CONSUMER || (flags & IS_REMOTE) != 0;
  }

  boolean isStatement() {
    return !attributes.text("db.system.name", "db.system").isEmpty()
        && !attributes.text("db.query.text", "db.statement").isEmpty();
  }

  /** How many equal statements it stands for. */
  long folded() {
    return Math.max(1, attributes.number("faultline.fold.count"));
  }

  boolean isSlow() {
    return durationNanos() >= SLOW_NANOS;
  }

  long durationNanos() {
    return endNanos - startNanos;
  }

  String kindName() {
    String[] names = {"", "internal", "server", "client", "producer", "consumer"};
    return kind >= 0 && kind < names.length ? names[kind] : "";
  }

  int weight() {
    return 400 + name.length() + attributes.weight;
  }
}
