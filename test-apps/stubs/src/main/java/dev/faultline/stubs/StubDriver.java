// SPDX-License-Identifier: Apache-2.0
package dev.faultline.stubs;

import java.lang.reflect.Constructor;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A JDBC driver that does nothing, at once. */
public final class StubDriver implements Driver {
  private static final Constructor<? extends StubConnection> CONNECTION =
      Stubs.complete(StubConnection.class);
  private static final Constructor<? extends StubStatement> STATEMENT =
      Stubs.complete(StubStatement.class);

  /** Has every query take so long, in nanoseconds; threads that run already may miss it. */
  public static void parkFor(long nanos) {
    StubStatement.parkNanos = nanos;
  }

  @Override
  public Connection connect(String url, Properties info) {
    return Stubs.make(CONNECTION);
  }

  @Override
  public boolean acceptsURL(String url) {
    return url.startsWith("jdbc:stub:");
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
    return new DriverPropertyInfo[0];
  }

  @Override
  public int getMajorVersion() {
    return 1;
  }

  @Override
  public int getMinorVersion() {
    return 0;
  }

  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  @Override
  public Logger getParentLogger() {
    throw new UnsupportedOperationException();
  }

  /** A connection whose statements do next to nothing. */
  public abstract static class StubConnection implements Connection {
    @Override
    public PreparedStatement prepareStatement(String sql) {
      return Stubs.make(STATEMENT);
    }
  }

  /** A statement that finds nothing, and parks a while first if it should; its updates fail. */
  public abstract static class StubStatement implements PreparedStatement {
    private static final SQLException FAILURE =
        new SQLException("unique violation", "23505", 23505);

    /** What the database needs, in nanoseconds: set before threads are started. */
    private static long parkNanos;

    @Override
    public @Nullable ResultSet executeQuery() {
      if (parkNanos > 0) LockSupport.parkNanos(parkNanos);
      return null;
    }

    @Override
    public int executeUpdate() throws SQLException {
      throw FAILURE;
    }

    @Override
    public void close() {}
  }
}
