// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.thrown;

import java.sql.BatchUpdateException;
import java.sql.DataTruncation;
import java.sql.SQLException;
import java.sql.SQLWarning;
import org.jspecify.annotations.Nullable;

/**
 * What a throwable says as an SQLException. The module java.sql is not in every JVM: where it is
 * missing, nothing is an SQLException.
 */
public final class SqlThrown {
  static final SqlThrown NONE = new SqlThrown(null, null, 0, null);

  /** Whether it is one; if not, all the rest says nothing. */
  public final boolean isSql;

  /** Whether it is one that is attached to results, and no error. */
  public final boolean isWarning;

  /** SQLState; null when there is none, or when it cannot be told. */
  public final @Nullable String state;

  /** The database's own number; 0 when there is none, or when it cannot be told. */
  public final int vendorCode;

  /** The next one in its chain, which need not be its cause; null when it is the last. */
  public final @Nullable Thrown next;

  /**
   * @param exception an SQLException, or null
   */
  private SqlThrown(
      @Nullable Throwable exception,
      @Nullable String state,
      int vendorCode,
      @Nullable Thrown next) {
    this.isSql = exception != null;
    this.isWarning = exception != null && Asked.isWarning(exception);
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

  /** What {@link Thrown#updateCounts} answers. */
  static int @Nullable [] updateCounts(Thrown thrown) {
    try {
      return Asked.updateCounts(thrown);
    } catch (LinkageError noJavaSql) {
      return null;
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
          return new SqlThrown(exception, telling.state, telling.vendorCode, next);
        }
      }
      return new SqlThrown(
          exception, state(thrown, exception), vendorCode(thrown, exception), next);
    }

    /** What was cut off is lost, though JDBC has it for a warning. */
    static boolean isWarning(Throwable exception) {
      return exception instanceof SQLWarning && !(exception instanceof DataTruncation);
    }

    static int @Nullable [] updateCounts(Thrown thrown) {
      if (!(thrown.throwable instanceof BatchUpdateException)) return null;
      BatchUpdateException exception = (BatchUpdateException) thrown.throwable;
      return (int[]) thrown.ask(Question.UPDATE_COUNTS, exception::getUpdateCounts);
    }

    private static @Nullable Thrown next(Thrown thrown, SQLException exception) {
      return thrown.reach((Throwable) thrown.ask(Question.NEXT, exception::getNextException));
    }

    private static @Nullable String state(Thrown thrown, SQLException exception) {
      return (String) thrown.ask(Question.STATE, exception::getSQLState);
    }

    private static int vendorCode(Thrown thrown, SQLException exception) {
      Object code = thrown.ask(Question.CODE, exception::getErrorCode);
      return code == null ? 0 : (Integer) code;
    }
  }
}
