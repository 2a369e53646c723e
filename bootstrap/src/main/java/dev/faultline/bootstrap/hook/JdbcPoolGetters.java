// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.subject.PoolState;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * The getters of one class of pools. They are looked for on the pool behind the DataSource, then on
 * the DataSource; one that is {@code synchronized} is left out, since some other thread may be
 * inside: closing the pool, or waiting for the network.
 */
final class JdbcPoolGetters {
  /** DataSource, the pool behind it, active, idle, size, max, waiting, name, closed. */
  private static final String[][] KINDS = {
    {
      "com.zaxxer.hikari.HikariDataSource",
      "getHikariPoolMXBean",
      "getActiveConnections",
      "",
      "getTotalConnections",
      "getMaximumPoolSize",
      "getThreadsAwaitingConnection",
      "getPoolName",
      "isClosed"
    },
    {
      "org.apache.tomcat.jdbc.pool.DataSourceProxy",
      "getPool",
      "getActive",
      "",
      "getSize",
      "getMaxActive",
      "getWaitCount",
      "getName",
      "isClosed"
    },
    {
      "org.apache.commons.dbcp2.BasicDataSource",
      "getConnectionPool",
      "getNumActive",
      "getNumIdle",
      "",
      "getMaxTotal",
      "getNumWaiters",
      "",
      ""
    },
  };

  private final Class<?> dataSource;
  private final @Nullable Method pool;
  private final @Nullable Method active;
  private final @Nullable Method idle;
  private final @Nullable Method size;
  private final @Nullable Method max;
  private final @Nullable Method waiting;
  private final @Nullable Method name;
  private final @Nullable Method closed;

  private JdbcPoolGetters(Class<?> dataSource, String[] kind) {
    this.dataSource = dataSource;
    pool = find(dataSource, kind[1]);
    active = find(kind[2]);
    idle = find(kind[3]);
    size = find(kind[4]);
    max = find(kind[5]);
    waiting = find(kind[6]);
    name = find(kind[7]);
    closed = find(kind[8]);
  }

  /** Null for what is no such pool. */
  static @Nullable JdbcPoolGetters of(Class<?> dataSource) {
    for (Class<?> type = dataSource; type != null; type = type.getSuperclass()) {
      for (String[] kind : KINDS) {
        if (kind[0].equals(type.getName())) return new JdbcPoolGetters(type, kind);
      }
    }
    return null;
  }

  private @Nullable Method find(String getter) {
    Method behind = pool == null ? null : find(pool.getReturnType(), getter);
    return behind != null ? behind : find(dataSource, getter);
  }

  private static @Nullable Method find(Class<?> type, String getter) {
    if (getter.isEmpty()) return null;
    try {
      Method found = type.getMethod(getter);
      return Modifier.isSynchronized(found.getModifiers()) ? null : found;
    } catch (NoSuchMethodException | LinkageError notInThisVersion) {
      return null;
    }
  }

  PoolState read(Object source) {
    Object behind = call(pool, source, null);
    int working = number(active, source, behind);
    int resting = number(idle, source, behind);
    int all = size != null || resting < 0 ? number(size, source, behind) : working + resting;
    Object said = call(name, source, behind);
    return new PoolState(
        source.getClass().getName(),
        said instanceof String ? (String) said : null,
        working,
        all,
        number(max, source, behind),
        number(waiting, source, behind),
        -1,
        Boolean.TRUE.equals(call(closed, source, behind)));
  }

  private int number(@Nullable Method getter, Object source, @Nullable Object behind) {
    Object number = call(getter, source, behind);
    return number instanceof Integer ? (Integer) number : -1;
  }

  private @Nullable Object call(@Nullable Method getter, Object source, @Nullable Object behind) {
    if (getter == null) return null;
    boolean isSources = getter.getDeclaringClass().isInstance(source);
    try {
      return isSources ? getter.invoke(source) : behind == null ? null : getter.invoke(behind);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      return null; // not accessible, or not in the mood
    }
  }
}
