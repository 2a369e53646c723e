// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import org.apache.commons.dbcp2.DelegatingConnection;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;

/** Drivers and wrappers that are not as they should be, in front of one that works. */
final class SqlOddities {
  static final String URL = "jdbc:h2:mem:odd;DB_CLOSE_DELAY=-1";

  private SqlOddities() {}

  static Connection h2() throws SQLException {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL(URL);
    source.setUser("sa");
    return source.getConnection();
  }

  /** A driver whose first connection fails while it is being made. */
  static final class ThrowsOnce implements Driver {
    private boolean thrown;

    @Override
    public @Nullable Connection connect(String url, Properties info) throws SQLException {
      if (!acceptsURL(url)) return null;
      if (thrown) return new Layer(h2());
      thrown = true;
      throw new IllegalStateException("connectionConstructor_throwsOnce");
    }

    @Override
    public boolean acceptsURL(String url) {
      return url.startsWith("jdbc:odd:");
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
      return Logger.getGlobal();
    }
  }

  /** One of several layers around a connection. */
  static class Layer extends DelegatingConnection<Connection> {
    Layer(Connection inner) {
      super(inner);
    }
  }

  /** Counts what it is asked about itself, and answers badly. */
  static final class Questioned extends Layer {
    final AtomicInteger asked = new AtomicInteger();

    Questioned(Connection inner) {
      super(inner);
    }

    @Override
    public DatabaseMetaData getMetaData() {
      asked.incrementAndGet();
      throw new IllegalStateException("no metadata");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
      asked.incrementAndGet();
      throw new SQLException("no wrapper");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
      if (asked.incrementAndGet() == 1) return type.cast(new Layer(h2()));
      return type.cast(this);
    }
  }

  /** A connection that cannot be closed, nor told to commit by itself. */
  static final class Broken extends Layer {
    private final String name;

    Broken(Connection inner, String name) {
      super(inner);
      this.name = name;
    }

    @Override
    public void close() throws SQLException {
      getInnermostDelegate().close();
      throw new SQLException(name + " close", "08006");
    }

    @Override
    public void setAutoCommit(boolean autoCommit) throws SQLException {
      throw new SQLException(name + " setAutoCommit", "08006");
    }

    @Override
    public void rollback() throws SQLException {
      throw new SQLException(name + " rollback", "08006");
    }
  }

  /** A JDK proxy that refuses to say what is behind it. */
  static Connection proxy(Connection inner) {
    return (Connection)
        Proxy.newProxyInstance(
            SqlOddities.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("unwrap")) throw new SQLException("no unwrap");
              try {
                return method.invoke(inner, arguments);
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              }
            });
  }

  /** An XADataSource, and a ConnectionPoolDataSource. */
  static JdbcDataSource siblings(String url) {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL(url);
    source.setUser("sa");
    source.setPassword("");
    return source;
  }
}
