// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.subject;

import dev.faultline.bootstrap.metric.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * A database as its URL names it, read once when a connection is made. Names follow OpenTelemetry's
 * stable database conventions.
 */
public final class Database {
  /**
   * {@code db.system.name}: postgresql, mysql, h2database ..., {@code other_sql} when not known.
   */
  public final String system;

  /** {@code db.namespace}, or null. */
  public final @Nullable String namespace;

  /** {@code server.address}, or null (an embedded database has none). */
  public final @Nullable String host;

  /** {@code server.port}, or 0 where the URL names none. */
  public final int port;

  /**
   * Where executions are counted that go well, by {@linkplain SqlOperation#numberOf operation}: for
   * texts that are not counted by what they say, looked up once. Plain: every thread that misses
   * one finds the same.
   */
  public final @Nullable Histogram[] durations = new Histogram[SqlOperation.COUNT];

  public Database(String system, @Nullable String namespace, @Nullable String host, int port) {
    this.system = system;
    this.namespace = namespace;
    this.host = host;
    this.port = port;
  }
}
