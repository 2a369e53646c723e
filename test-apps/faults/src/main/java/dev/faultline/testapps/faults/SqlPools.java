// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

import com.mchange.v2.c3p0.ComboPooledDataSource;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.commons.dbcp2.BasicDataSource;
import org.apache.tomcat.jdbc.pool.PoolProperties;

/**
 * Pools of one connection, and what is no pool at all, to the same database. Who asks for a second
 * connection waits for a moment only.
 */
public final class SqlPools {
  private static final int WAIT_MILLIS = 300;

  private final String url;
  private final String user;
  private final String password;
  private final int waitMillis;

  public SqlPools(String url, String user, String password) {
    this(url, user, password, WAIT_MILLIS);
  }

  private SqlPools(String url, String user, String password, int waitMillis) {
    this.url = url;
    this.user = user;
    this.password = password;
    this.waitMillis = waitMillis;
  }

  /** The same, but who asks waits that long; where the pool is HikariCP, the log-in does too. */
  public SqlPools waiting(int millis) {
    return new SqlPools(url, user, password, millis);
  }

  /** Where connections come from. */
  public interface Source extends AutoCloseable {
    Connection connect() throws SQLException;

    @Override
    default void close() {}
  }

  /**
   * @param kind a pool's name; {@code plain} for the driver itself
   */
  public Source of(String kind) {
    switch (kind) {
      case "hikari":
        return hikari();
      case "tomcat":
        return tomcat();
      case "dbcp2":
        return dbcp2();
      case "c3p0":
        return c3p0();
      default:
        return () -> DriverManager.getConnection(url, user, password);
    }
  }

  private Source hikari() {
    HikariConfig config = new HikariConfig();
    config.setPoolName("shop");
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(1);
    config.setConnectionTimeout(waitMillis);
    HikariDataSource pool = new HikariDataSource(config);
    DriverManager.setLoginTimeout(0); // the pool has set it, to seconds, for everybody
    return new Source() {
      @Override
      public Connection connect() throws SQLException {
        return pool.getConnection();
      }

      @Override
      public void close() {
        pool.close();
      }
    };
  }

  private Source tomcat() {
    PoolProperties config = new PoolProperties();
    config.setName("shop");
    config.setUrl(url);
    config.setUsername(user);
    config.setPassword(password);
    config.setInitialSize(1);
    config.setMinIdle(1);
    config.setMaxIdle(1);
    config.setMaxActive(1);
    config.setMaxWait(waitMillis);
    org.apache.tomcat.jdbc.pool.DataSource pool =
        new org.apache.tomcat.jdbc.pool.DataSource(config);
    return new Source() {
      @Override
      public Connection connect() throws SQLException {
        return pool.getConnection();
      }

      @Override
      public void close() {
        pool.close(true);
      }
    };
  }

  private Source dbcp2() {
    BasicDataSource pool = new BasicDataSource();
    pool.setUrl(url);
    pool.setUsername(user);
    pool.setPassword(password);
    pool.setMaxTotal(1);
    pool.setMaxWait(Duration.ofMillis(waitMillis));
    return new Source() {
      @Override
      public Connection connect() throws SQLException {
        return pool.getConnection();
      }

      @Override
      public void close() {
        try {
          pool.close();
        } catch (SQLException e) {
          throw new IllegalStateException(e);
        }
      }
    };
  }

  private Source c3p0() {
    ComboPooledDataSource pool = new ComboPooledDataSource();
    pool.setJdbcUrl(url);
    pool.setUser(user);
    pool.setPassword(password);
    pool.setInitialPoolSize(1);
    pool.setMinPoolSize(1);
    pool.setMaxPoolSize(1);
    pool.setCheckoutTimeout(waitMillis);
    return new Source() {
      @Override
      public Connection connect() throws SQLException {
        // Its threads make the first one meanwhile.
        while (pool.getNumConnections() == 0) LockSupport.parkNanos(1_000_000);
        return pool.getConnection();
      }

      @Override
      public void close() {
        pool.close();
      }
    };
  }
}
