// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.attribute;

import dev.faultline.agent.enrich.Fault;
import dev.faultline.agent.export.EpochClock;
import dev.faultline.bootstrap.fault.Layer;
import dev.faultline.bootstrap.subject.Database;
import dev.faultline.bootstrap.subject.SqlStatement;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What is told of a fault beside its time, its severity and its trace, for whatever format. What
 * the attributes mean is in the README. For one thread.
 */
public final class FaultAttributes {
  private final AttributeWriter attributes;
  private final ExceptionAttributes exceptions;
  private final StoryAttributes stories;
  private final SqlErrorAttributes sqlErrors;
  private final BatchAttributes batches;
  private final PoolAttributes pools;
  private final DatabaseAttributes databases;
  private final TaskAttributes tasks;
  private final RequestAttributes requests;

  /**
   * @param attributes where they are written to
   */
  public FaultAttributes(AttributeWriter attributes, EpochClock clock) {
    this.attributes = attributes;
    this.exceptions = new ExceptionAttributes(attributes, clock);
    this.stories = new StoryAttributes(attributes);
    this.sqlErrors = new SqlErrorAttributes(attributes);
    this.batches = new BatchAttributes(attributes);
    this.pools = new PoolAttributes(attributes);
    this.databases = new DatabaseAttributes(attributes);
    this.tasks = new TaskAttributes(attributes);
    this.requests = new RequestAttributes(attributes);
  }

  public void write(Fault fault) throws IOException {
    attributes.put(Keys.RECORD_ID, fault.id);
    exceptions.encode(fault);
    stories.encode(fault);
    subject(fault.subject);
    if (fault.task != null) tasks.subject(fault.task);
    if (fault.sql != null) {
      sqlErrors.encode(fault.sql, DatabaseAttributes.database(fault.subject));
    }
    if (fault.batch != null) batches.encode(fault.batch);
    if (fault.pool != null) pools.encode(fault.pool);
    if (fault.request != null) requests.encode(fault.request);
  }

  private void subject(@Nullable Object subject) throws IOException {
    if (subject instanceof SqlStatement) {
      databases.subject((SqlStatement) subject);
    } else if (subject instanceof Database) {
      databases.subject((Database) subject);
    }
  }

  /** The names that the conventions have for an exception seen where this one was seen first. */
  public static String eventName(Fault fault) {
    Layer layer = fault.firstSeen();
    switch (layer) {
      case SERVLET:
        return "http.server.request.exception";
      case JDBC:
        return "db.client.operation.exception";
      default:
        return "exception";
    }
  }

  /** Type and message, in a line. */
  public static String body(Fault fault) {
    return fault.message == null ? fault.type : fault.type + ": " + fault.message;
  }
}
