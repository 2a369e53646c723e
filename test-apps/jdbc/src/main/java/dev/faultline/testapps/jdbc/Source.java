// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.apache.tomcat.jdbc.pool.PoolProperties;

/** Where connections come from: the driver, or one of two pools of one. */
interface Source extends AutoCloseable {
  Connection connect() throws SQLException;

  @Override
  void close();

  static Source of(String kind, String url, String user, String password) {
    if (kind.equals("hikari")) return hikari(url, user, password);
    if (kind.equals("tomcat")) return tomcat(url, user, password);
    return new Source() {
      @Override
      public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
      }

      @Override
      public void close() {}
    };
  }

  static Source hikari(String url, String user, String password) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(1);
    config.setConnectionTimeout(1500); // a log-in's too, so not as short as it could be
    HikariDataSource pool = new HikariDataSource(config);
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

  static Source tomcat(String url, String user, String password) {
    PoolProperties config = new PoolProperties();
    config.setUrl(url);
    config.setUsername(user);
    config.setPassword(password);
    config.setInitialSize(1);
    config.setMinIdle(1);
    config.setMaxIdle(1);
    config.setMaxActive(1);
    config.setMaxWait(300);
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
}
