// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.sqlerror;

import dev.faultline.agent.enrich.thrown.Thrown;
import java.sql.DataTruncation;
import java.sql.SQLClientInfoException;
import java.sql.SQLDataException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientException;
import org.jspecify.annotations.Nullable;

/** What went wrong by the class that JDBC has for it. */
final class JdbcClasses {
  private JdbcClasses() {}

  /** Null for what is no SQLException, and for one that could be any. */
  static @Nullable SqlVerdict of(Thrown thrown) {
    return thrown.sql().isSql ? Asked.of(thrown.throwable) : null;
  }

  /** Whether its class says that it may well succeed when it is tried again. */
  static boolean isPassing(Thrown thrown) {
    SqlVerdict verdict = of(thrown);
    return verdict != null && verdict.isTransient;
  }

  /** A class of its own, so that only here the JVM looks for java.sql. */
  private static final class Asked {
    static @Nullable SqlVerdict of(Throwable exception) {
      if (exception instanceof SQLIntegrityConstraintViolationException) {
        return SqlVerdict.INTEGRITY;
      }
      if (exception instanceof SQLSyntaxErrorException) return SqlVerdict.PROGRAMMING;
      if (exception instanceof SQLDataException) return SqlVerdict.DATA;
      if (exception instanceof DataTruncation) return SqlVerdict.TRUNCATION;
      if (exception instanceof SQLInvalidAuthorizationSpecException) return SqlVerdict.AUTH;
      if (exception instanceof SQLFeatureNotSupportedException) return SqlVerdict.NOT_SUPPORTED;
      if (exception instanceof SQLNonTransientConnectionException) return SqlVerdict.OPERATIONAL;
      if (exception instanceof SQLTimeoutException) return SqlVerdict.QUERY_TIMEOUT;
      if (exception instanceof SQLTransientException) return SqlVerdict.OPERATIONAL_PASSING;
      if (exception instanceof SQLRecoverableException) return SqlVerdict.OPERATIONAL_PASSING;
      return exception instanceof SQLClientInfoException ? SqlVerdict.INTERFACE : null;
    }
  }
}
