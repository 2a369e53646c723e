// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.trace.Span;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A driver, and what may stand before one, calling the hooks as woven code does. Every type can be
 * put in layers: a layer passes on to the one inside of it, the innermost does the work.
 */
final class FakeJdbc {
  private FakeJdbc() {}

  /** Something that happens when a call arrives, once or always. */
  interface Behaviour {
    void act() throws SQLException;
  }

  static final Behaviour WORKS = () -> {};

  static final class FakeDriver {
    final @Nullable FakeDriver inner;
    final String prefix;
    Behaviour behaviour = WORKS;

    FakeDriver(String prefix, @Nullable FakeDriver inner) {
      this.prefix = prefix;
      this.inner = inner;
    }

    @Nullable FakeConnection connect(String url, Properties properties) throws SQLException {
      Span span = JdbcConnectHook.enterConnect();
      FakeConnection made = null;
      Throwable thrown = null;
      try {
        if (!url.startsWith(prefix)) return null;
        behaviour.act();
        FakeConnection behind =
            inner == null
                ? null
                : inner.connect("jdbc:" + url.substring(prefix.length()), properties);
        return made = new FakeConnection(behind);
      } catch (SQLException | RuntimeException e) {
        thrown = e;
        throw e;
      } finally {
        JdbcConnectHook.exitConnect(span, url, properties, made, thrown);
      }
    }
  }

  /** Public, as the getters of its subclasses are called by reflection. */
  public static class FakeDataSource {
    final Callable<FakeConnection> source;

    FakeDataSource(Callable<FakeConnection> source) {
      this.source = source;
    }

    final FakeConnection connection() throws Exception {
      Span span = JdbcConnectHook.enterAcquire(this);
      FakeConnection taken = null;
      Throwable thrown = null;
      try {
        return taken = source.call();
      } catch (Exception e) {
        thrown = e;
        throw e;
      } finally {
        JdbcConnectHook.exitAcquire(span, this, taken, thrown);
      }
    }
  }

  static final class FakeConnection {
    final @Nullable FakeConnection inner;
    Behaviour behaviour = WORKS;

    /** Statements are handed out as JDK proxies, calls to which are not woven. */
    boolean handsOutProxies;

    FakeConnection(@Nullable FakeConnection inner) {
      this.inner = inner;
    }

    Object prepare(String sql) throws SQLException {
      Span span = JdbcConnectionHook.enterPrepare(this);
      Object made = null;
      Throwable thrown = null;
      try {
        behaviour.act();
        FakeStatement behind = inner == null ? null : (FakeStatement) inner.prepare(sql);
        made = handsOutProxies ? FakeStatement.proxy(behind) : new FakeStatement(behind);
        return made;
      } catch (SQLException | RuntimeException e) {
        thrown = e;
        throw e;
      } finally {
        JdbcConnectionHook.exitPrepare(span, this, sql, made, thrown);
      }
    }

    FakeStatement prepared(String sql) throws SQLException {
      return (FakeStatement) prepare(sql);
    }

    FakeStatement statement() {
      FakeStatement made = new FakeStatement(inner == null ? null : inner.statement());
      JdbcConnectionHook.created(this, made, null);
      return made;
    }

    void commit() throws SQLException {
      Span span = JdbcConnectionHook.enterCommit(this);
      Throwable thrown = null;
      try {
        behaviour.act();
        if (inner != null) inner.commit();
      } catch (SQLException | RuntimeException e) {
        thrown = e;
        throw e;
      } finally {
        JdbcConnectionHook.exit(span, thrown);
      }
    }

    void rollback() {
      Span span = JdbcConnectionHook.enterRollback(this);
      if (inner != null) inner.rollback();
      JdbcConnectionHook.exit(span, null);
    }

    void close() {
      JdbcStatementHook.closed(this, null);
    }
  }

  static final class FakeStatement {
    final @Nullable FakeStatement inner;
    Behaviour behaviour = WORKS;

    FakeStatement(@Nullable FakeStatement inner) {
      this.inner = inner;
    }

    static Object proxy(@Nullable FakeStatement behind) {
      return java.lang.reflect.Proxy.newProxyInstance(
          FakeStatement.class.getClassLoader(),
          new Class<?>[] {java.sql.PreparedStatement.class},
          (proxy, method, arguments) -> {
            behind.execute();
            return false;
          });
    }

    void execute() throws SQLException {
      around(JdbcStatementHook.enter(this), inner == null ? WORKS : inner::execute);
    }

    void execute(String sql) throws SQLException {
      around(JdbcStatementHook.enter(this, sql), inner == null ? WORKS : () -> inner.execute(sql));
    }

    private void around(@Nullable Span span, Behaviour next) throws SQLException {
      Throwable thrown = null;
      try {
        behaviour.act();
        next.act();
      } catch (SQLException | RuntimeException e) {
        thrown = e;
        throw e;
      } finally {
        JdbcStatementHook.exit(span, thrown);
      }
    }

    void addBatch(@Nullable String sql) {
      int before = JdbcBatchHook.adding(this);
      if (inner != null) inner.addBatch(sql);
      JdbcBatchHook.added(before, this, sql, null);
    }

    /** Of a subclass that calls its super class. */
    void addBatchTwiceWoven(@Nullable String sql) {
      int before = JdbcBatchHook.adding(this);
      addBatch(sql);
      JdbcBatchHook.added(before, this, sql, null);
    }

    void executeBatch() throws SQLException {
      Span span = JdbcBatchHook.enter(this);
      Throwable thrown = null;
      try {
        behaviour.act();
        if (inner != null) inner.executeBatch();
      } catch (SQLException | RuntimeException e) {
        thrown = e;
        throw e;
      } finally {
        JdbcBatchHook.exit(span, this, thrown);
      }
    }

    void close() {
      JdbcStatementHook.closed(this, null);
      if (inner != null) inner.close();
    }
  }
}
