// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

import dev.faultline.testapps.faults.SqlOddities.Broken;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.XAConnection;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/** What fails at the end of a transaction, or of a connection. */
final class SqlTransactions {
  private SqlTransactions() {}

  static void add(Rows rows) {
    rows.add("rollback_fails", broken(Connection::rollback));
    rows.add("setAutoCommit_fails", broken(each -> each.setAutoCommit(true)));
    rows.add("close_fails", broken(each -> {}));
    rows.add("setSavepoint_fails", closing(Connection::setSavepoint));
    rows.add("xa_failure", SqlTransactions::xaFailure);
  }

  private static Row broken(SqlUse use) {
    return (name, out) -> {
      Connection broken = new Broken(SqlOddities.h2(), name);
      if (name.startsWith("close")) {
        SqlUse.attempt(out, Connection::close, broken);
        return;
      }
      SqlUse.attempt(out, use, broken);
      ((Broken) broken).getInnermostDelegate().close();
    };
  }

  private static Row closing(SqlUse use) {
    return (name, out) -> {
      Connection connection = SqlOddities.h2();
      connection.close();
      SqlUse.attempt(out, use, connection);
    };
  }

  private static void xaFailure(String name, Row.Out out) throws SQLException {
    XAConnection connection = SqlOddities.siblings(SqlOddities.URL).getXAConnection();
    XAResource resource = connection.getXAResource();
    try {
      resource.commit(new Branch(), false);
    } catch (XAException e) {
      out.say(e.getClass().getName() + " " + e.errorCode);
    }
    connection.close();
  }

  /** A branch that nobody has begun. */
  private static final class Branch implements Xid {
    @Override
    public int getFormatId() {
      return 1;
    }

    @Override
    public byte[] getGlobalTransactionId() {
      return new byte[] {1};
    }

    @Override
    public byte[] getBranchQualifier() {
      return new byte[] {2};
    }
  }
}
