// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What a throwable says as an SQLException. The module java.sql is not in every JVM: where it is
 * missing, nothing is an SQLException.
 */
final class SqlThrown {
  static final SqlThrown NONE = new SqlThrown(false, null, 0, null);

  final boolean isSql;
  final @Nullable String state;
  final int vendorCode;

  /** The next one in its chain, which is not its cause. */
  final @Nullable Thrown next;

  private SqlThrown(boolean isSql, @Nullable String state, int vendorCode, @Nullable Thrown next) {
    this.isSql = isSql;
    this.state = state;
    this.vendorCode = vendorCode;
    this.next = next;
  }

  static SqlThrown of(Thrown thrown) {
    try {
      return Asked.of(thrown);
    } catch (LinkageError noJavaSql) {
      return NONE;
    }
  }

  /** A class of its own, so that only here the JVM looks for java.sql. */
  private static final class Asked {
    static SqlThrown of(Thrown thrown) {
      if (!(thrown.throwable instanceof SQLException)) return NONE;
      SQLException exception = (SQLException) thrown.throwable;
      Thrown next = next(thrown, exception);
      // A batch only says that one of it failed; which way, the next one tells.
      if (next != null
          && exception instanceof BatchUpdateException
          && !(next.throwable instanceof BatchUpdateException)) {
        SqlThrown telling = next.sql();
        if (telling.isSql && telling.state != null) {
          return new SqlThrown(true, telling.state, telling.vendorCode, next);
        }
      }
      return new SqlThrown(true, state(thrown, exception), vendorCode(thrown, exception), next);
    }

    private static @Nullable Thrown next(Thrown thrown, SQLException exception) {
      try {
        return thrown.reach(exception.getNextException());
      } catch (Throwable t) {
        thrown.failed("getNextException()", t);
        return null;
      }
    }

    private static @Nullable String state(Thrown thrown, SQLException exception) {
      try {
        return exception.getSQLState();
      } catch (Throwable t) {
        thrown.failed("getSQLState()", t);
        return null;
      }
    }

    private static int vendorCode(Thrown thrown, SQLException exception) {
      try {
        return exception.getErrorCode();
      } catch (Throwable t) {
        thrown.failed("getErrorCode()", t);
        return 0;
      }
    }
  }
}
