// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.record;

import dev.faultline.agent.console.otlp.Node;
import java.util.Locale;

/** A span as it arrived. Immutable. */
public final class SpanRecord {
  public static final long SLOW_NANOS = 1_000_000_000L;
  private static final int MAX_NAME = 512;
  private static final long MAX_FOLDED = 1_000_000_000;
  private static final int SERVER = 2;
  private static final int CONSUMER = 5;
  private static final int FAILED = 2;
  private static final int IS_REMOTE = 0x200;

  public final Source source;

  /** Its source's name. */
  public final String service;

  public final String traceId;
  public final String id;

  /** Empty for the first of a trace. */
  public final String parentId;

  public final String name;
  public final long startNanos;
  public final long endNanos;
  public final boolean failed;
  public final AttributeMap attributes;

  /** As OTLP numbers them; 0 where it does not say. */
  public final int kind;

  /** As OTLP has them: W3C's in the lowest byte. */
  public final long flags;

  public SpanRecord(Source source, Node span) {
    this.source = source;
    this.service = source.service;
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

  /** One that was kept. */
  public SpanRecord(
      Source source,
      String traceId,
      String id,
      String parentId,
      String name,
      int kind,
      long flags,
      long startNanos,
      long endNanos,
      boolean failed,
      AttributeMap attributes) {
    this.source = source;
    this.service = source.service;
    this.traceId = traceId;
    this.id = id;
    this.parentId = parentId;
    this.name = name;
    this.kind = kind;
    this.flags = flags;
    this.startNanos = startNanos;
    this.endNanos = endNanos;
    this.failed = failed;
    this.attributes = attributes;
  }

  /** In lower case; what is no id stays what it is, cut. */
  public static String id(Node node, String name) {
    return AttributeMap.clip(node.text(name), 64)
        .toLowerCase(Locale.ROOT)
        .replace((char) 0, (char) 32);
  }

  public boolean isValid() {
    return !traceId.isEmpty() && !id.isEmpty();
  }

  /** Whether the trace came into its service here. */
  public boolean isEntry() {
    return parentId.isEmpty() || kind == SERVER || kind == CONSUMER || (flags & IS_REMOTE) != 0;
  }

  public boolean isStatement() {
    return !attributes.text("db.system.name", "db.system").isEmpty()
        && !attributes.text("db.query.text", "db.statement").isEmpty();
  }

  /** How many equal statements it stands for. */
  public long folded() {
    return Math.min(MAX_FOLDED, Math.max(1, attributes.number("faultline.fold.count")));
  }

  public boolean isSlow() {
    return durationNanos() >= SLOW_NANOS;
  }

  public long durationNanos() {
    return endNanos - startNanos;
  }

  public String kindName() {
    String[] names = {"", "internal", "server", "client", "producer", "consumer"};
    return kind >= 0 && kind < names.length ? names[kind] : "";
  }

  public int weight() {
    return 400 + name.length() + attributes.weight;
  }
}
