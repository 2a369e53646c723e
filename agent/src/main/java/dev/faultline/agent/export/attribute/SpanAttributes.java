// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.attribute;

import dev.faultline.agent.enrich.scrub.RequestSummary;
import dev.faultline.agent.enrich.scrub.Scrubber;
import dev.faultline.bootstrap.subject.Database;
import dev.faultline.bootstrap.subject.Request;
import dev.faultline.bootstrap.subject.SqlStatement;
import dev.faultline.bootstrap.subject.Task;
import dev.faultline.bootstrap.trace.Part;
import dev.faultline.bootstrap.trace.Span;
import dev.faultline.bootstrap.trace.Trace;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What is told of a span beside its ids and times, for whatever format. For one thread. */
public final class SpanAttributes {
  private static final Key SPANS_DROPPED = new Key("faultline.trace.spans_dropped");

  private static final Key UNFINISHED = new Key("faultline.unfinished");

  private final AttributeWriter attributes;
  private final Scrubber scrubber;
  private final RequestAttributes requests;
  private final DatabaseAttributes databases;
  private final TaskAttributes tasks;

  /** Whether what other spans, or the span's name, say is left out. */
  private final boolean lean;

  /**
   * All that is known of each span: for formats whose spans are read one by one.
   *
   * @param attributes where they are written to
   */
  public SpanAttributes(AttributeWriter attributes, Scrubber scrubber) {
    this(attributes, scrubber, false);
  }

  private SpanAttributes(AttributeWriter attributes, Scrubber scrubber, boolean lean) {
    this.attributes = attributes;
    this.scrubber = scrubber;
    this.lean = lean;
    this.requests = new RequestAttributes(attributes);
    this.databases = new DatabaseAttributes(attributes, lean);
    this.tasks = new TaskAttributes(attributes);
  }

  /**
   * Without what is said elsewhere in the trace: the thread is told by the span that its part ended
   * with, which is the one around the others; the summary of a statement by the span's name.
   */
  public static SpanAttributes lean(AttributeWriter attributes, Scrubber scrubber) {
    return new SpanAttributes(attributes, scrubber, true);
  }

  /** Writes the attributes of a span of that part. */
  public void write(Span span, Part part) throws IOException {
    Object subject = span.subject;
    if (subject instanceof Request) {
      requests.span(new RequestSummary((Request) subject, scrubber), span.error);
    } else if (subject instanceof Task) {
      tasks.encode((Task) subject, span.error);
    } else {
      databases.encode(span);
    }
    if (span.unfinished) attributes.put(UNFINISHED, true);
    if (!lean || span.next == null) thread(part);
    // on the last one of its part, which for the root's part is the root
    if (span.next == null && part.overflow > 0) attributes.put(SPANS_DROPPED, part.overflow);
  }

  private void thread(Part part) throws IOException {
    boolean hasName = !part.threadName.isEmpty(); // a virtual thread has none
    if (part.threadId > 0 && !(lean && hasName)) attributes.put(Keys.THREAD_ID, part.threadId);
    attributes.put(Keys.THREAD_NAME, scrubber.text(part.threadName));
  }

  /**
   * What is told of the {@code tracestate} that came with a request: other people put into it what
   * they like. Null for nothing.
   */
  public @Nullable String traceState(Trace trace) {
    String state = trace.traceState;
    return state != null && state.equals(scrubber.text(state)) ? state : null;
  }

  /** {@code GET /orders/{id}}, {@code SELECT orders}, the class of a task ... */
  public static String name(Span span) {
    Object subject = span.subject;
    if (subject instanceof Request) return RequestAttributes.name((Request) subject);
    if (subject instanceof Task) return TaskAttributes.name((Task) subject);
    if (subject instanceof SqlStatement) {
      return DatabaseAttributes.name(span.type, (SqlStatement) subject);
    }
    Database database = subject instanceof Database ? (Database) subject : null;
    return DatabaseAttributes.name(span.type, database);
  }

  /** The same as {@link #name}, made once for many spans. */
  public String nameOf(Span span) {
    Object subject = span.subject;
    if (subject instanceof Request) return requests.nameOf((Request) subject);
    if (subject instanceof Task) return tasks.nameOf((Task) subject);
    if (!(subject instanceof SqlStatement)) return name(span);
    return databases.nameOf(span.type, (SqlStatement) subject);
  }

  /** Whether it ended with an exception, or with a status of 500 or above. */
  public static boolean failed(Span span) {
    if (span.error != null) return true;
    return span.subject instanceof Request && ((Request) span.subject).status >= 500;
  }
}
