// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich;

import dev.faultline.agent.enrich.Breadcrumb.Kind;
import dev.faultline.agent.enrich.scrub.Scrubber;
import dev.faultline.agent.enrich.sql.SqlDigest;
import dev.faultline.agent.enrich.text.Text;
import dev.faultline.agent.enrich.thrown.FrameNames;
import dev.faultline.bootstrap.fault.Layer;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.subject.Database;
import dev.faultline.bootstrap.subject.LogLine;
import dev.faultline.bootstrap.subject.SqlStatement;
import dev.faultline.bootstrap.subject.Task;
import dev.faultline.bootstrap.trace.Span;
import org.jspecify.annotations.Nullable;

/** Says in words what happened before a fault. */
final class Crumbs {
  private static final int MAX_TEXT = 512 - 3; // for the dots

  private Crumbs() {}

  /** Null for a request: that is what all the others happened in. */
  static @Nullable Breadcrumb of(Span span) {
    Kind kind = kind(span);
    if (kind == null) return null;
    return new Breadcrumb(
        kind,
        span.id,
        span.startNanos,
        Math.max(0, span.durationNanos()),
        Text.clip(text(span), MAX_TEXT),
        span.error != null);
  }

  static Breadcrumb of(LogLine line, Scrubber scrubber) {
    String said = LogText.of(line, scrubber);
    String head = line.level + ' ' + scrubber.text(line.logger);
    String text = said.isEmpty() ? head : head + ": " + said;
    return new Breadcrumb(Kind.LOG, 0, line.nanos, 0, Text.clip(text, MAX_TEXT), false);
  }

  /**
   * The operation that a fault came out of, as the sighting has it: its span may come later, or
   * never. Null where the fault came out of no operation.
   */
  static @Nullable Breadcrumb failed(Sighting first) {
    if (first.layer != Layer.JDBC && first.layer != Layer.TASK) return null;
    Object subject = first.subject;
    Kind kind;
    String text;
    if (subject instanceof SqlStatement) {
      kind = Kind.STATEMENT;
      text = SqlDigest.spanName((SqlStatement) subject);
    } else if (subject instanceof Task) {
      kind = Kind.TASK;
      text = task((Task) subject) + (first.pool == null ? "" : " (rejected)");
    } else if (subject instanceof Database) {
      kind = Kind.CONNECTION;
      text = "call to " + name((Database) subject);
    } else {
      return null;
    }
    long start = first.startNanos == 0 ? first.nanos : first.startNanos;
    long took = Math.max(0, first.nanos - start);
    return new Breadcrumb(kind, first.spanId, start, took, Text.clip(text, MAX_TEXT), true);
  }

  private static @Nullable Kind kind(Span span) {
    switch (span.type) {
      case REQUEST:
        return null;
      case STATEMENT:
      case BATCH:
      case PREPARE:
        return Kind.STATEMENT;
      case CONNECT:
      case ACQUIRE:
        return Kind.CONNECTION;
      case COMMIT:
      case ROLLBACK:
        return Kind.TRANSACTION;
      case TASK:
        return Kind.TASK;
    }
    return null;
  }

  private static String text(Span span) {
    Object subject = span.subject;
    switch (span.type) {
      case CONNECT:
        return "connect" + to(subject);
      case ACQUIRE:
        return "take a connection" + to(subject);
      case COMMIT:
        return "commit";
      case ROLLBACK:
        return "rollback";
      case PREPARE:
        return "prepare " + statement(subject);
      case BATCH:
        String size = span.size > 0 ? " (batch of " + span.size + ')' : " (batch)";
        return statement(subject) + size;
      case TASK:
        return subject instanceof Task ? task((Task) subject) : "task";
      default:
        String statement = statement(subject);
        return span.fold == null ? statement : statement + " (" + span.fold.count + "x)";
    }
  }

  private static String statement(@Nullable Object subject) {
    return subject instanceof SqlStatement ? SqlDigest.spanName((SqlStatement) subject) : "SQL";
  }

  private static String task(Task task) {
    String name = FrameNames.ofClass(task.name);
    return task.periodic ? name + " (periodic)" : name;
  }

  private static String to(@Nullable Object subject) {
    return subject instanceof Database ? " to " + name((Database) subject) : "";
  }

  private static String name(Database database) {
    return database.namespace == null ? database.system : database.namespace;
  }
}
