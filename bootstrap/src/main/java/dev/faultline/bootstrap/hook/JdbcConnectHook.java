// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.subject.Database;
import dev.faultline.bootstrap.trace.CurrentTrace;
import dev.faultline.bootstrap.trace.Span;
import dev.faultline.bootstrap.trace.SpanType;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Physical connections made by a Driver, and connections taken from a DataSource. A connection made
 * while one is being taken is a call of its own; any other nesting is one call.
 */
public final class JdbcConnectHook {
  private JdbcConnectHook() {}

  /** {@code Driver.connect} begins. */
  public static @Nullable Span enterConnect() {
    CurrentTrace current = JdbcCall.current();
    if (current == null) return null;
    Span open = JdbcCall.open(current);
    if (open != null && open.type != SpanType.ACQUIRE) return null;
    return JdbcCall.begin(current, SpanType.CONNECT, null);
  }

  /** {@code Driver.connect} ends; with null when the URL is for another driver. */
  public static void exitConnect(
      @Nullable Span span,
      @Nullable String url,
      @Nullable Properties properties,
      @Nullable Object connection,
      @Nullable Throwable thrown) {
    CurrentTrace current = JdbcCall.current();
    long now = System.nanoTime();
    if (current == null || connection == null && thrown == null) {
      if (span != null) forget(span, now);
      return;
    }
    Database database = JdbcUrl.parse(current, url, properties);
    if (span == null) {
      connectedWithin(current, connection, database);
    } else {
      connected(current, span, connection, database, thrown, now);
    }
  }

  /** A wrapper's inner driver knows better than its wrapper where the connection goes. */
  private static void connectedWithin(
      CurrentTrace current, @Nullable Object connection, Database database) {
    if (connection == null) return;
    JdbcState.attach(current, connection, database);
    Span open = JdbcCall.open(current);
    if (open != null && open.type == SpanType.CONNECT && JdbcUrl.isKnown(database)) {
      open.subject = database;
    }
  }

  private static void connected(
      CurrentTrace current,
      Span span,
      @Nullable Object connection,
      Database database,
      @Nullable Throwable thrown,
      long now) {
    Database to = span.subject instanceof Database ? (Database) span.subject : database;
    span.subject = to;
    if (connection != null) JdbcState.attach(current, connection, to);
    JdbcCall.end(current, span, thrown, now);
    Span outer = JdbcCall.open(current);
    if (outer != null && outer.type == SpanType.ACQUIRE) outer.subject = to;
  }

  /** {@code DataSource.getConnection}, or what its siblings have for it, begins. */
  public static @Nullable Span enterAcquire(Object dataSource) {
    CurrentTrace current = JdbcCall.current();
    if (current == null) return null;
    Span open = JdbcCall.open(current);
    if (open == null) {
      return JdbcCall.begin(current, SpanType.ACQUIRE, JdbcState.database(current, dataSource));
    }
    // An outer DataSource may route to several: the inner one says which, or that it is not known.
    if (open.type == SpanType.ACQUIRE) open.subject = JdbcState.database(current, dataSource);
    return null;
  }

  /** The hooks were turned off in between, or nothing came of it. */
  private static void forget(Span span, long now) {
    JdbcCall.forget(CurrentTrace.get(), span, now);
  }

  /** {@code XAConnection.getXAResource} ended. */
  public static void resource(Object connection, @Nullable Object resource) {
    CurrentTrace current = resource == null ? null : JdbcCall.current();
    if (resource == null || current == null) return;
    Database database = JdbcState.database(current, connection);
    if (database == null) database = JdbcDriverNames.guess(connection);
    JdbcState.attach(current, resource, database == null ? JdbcUrl.OTHER : database);
  }

  /** {@code DataSource.getConnection}, or what its siblings have for it, ends. */
  public static void exitAcquire(
      @Nullable Span span,
      Object dataSource,
      @Nullable Object connection,
      @Nullable Throwable thrown) {
    CurrentTrace current = JdbcCall.current();
    long now = System.nanoTime();
    if (current == null) {
      if (span != null) forget(span, now);
      return;
    }
    Span acquire = span != null ? span : JdbcCall.open(current);
    if (acquire == null || acquire.type != SpanType.ACQUIRE) return;
    // The innermost knows best: the outer ones may only be passing on what it throws.
    if (thrown == null) acquire.note = null;
    else if (acquire.note == null) acquire.note = JdbcPools.state(current, dataSource);
    if (acquire.subject == null) acquire.subject = JdbcDataSources.ask(current, dataSource);
    if (acquire.subject instanceof Database) {
      JdbcState.attach(current, dataSource, acquire.subject);
      if (connection != null) JdbcState.given(current, connection, acquire.subject);
    }
    if (span != null) JdbcCall.endIfTold(current, span, thrown, now);
  }
}
