// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;

/** A statement that fails, at once, in the way it is told to; and does nothing else. */
final class FailingStatement implements Statement {
  /** Makes what it fails with. */
  interface Failure {
    SQLException of(String sql);
  }

  private final Failure failure;

  FailingStatement(Failure failure) {
    this.failure = failure;
  }

  @Override
  public boolean execute(String sql) throws SQLException {
    throw failure.of(sql);
  }

  @Override
  public ResultSet executeQuery(String a) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int executeUpdate(String a) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}

  @Override
  public int getMaxFieldSize() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setMaxFieldSize(int a) {}

  @Override
  public int getMaxRows() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setMaxRows(int a) {}

  @Override
  public void setEscapeProcessing(boolean a) {}

  @Override
  public int getQueryTimeout() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setQueryTimeout(int a) {}

  @Override
  public void cancel() {}

  @Override
  public SQLWarning getWarnings() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void clearWarnings() {}

  @Override
  public void setCursorName(String a) {}

  @Override
  public ResultSet getResultSet() {
    throw new UnsupportedOperationException();
  }

  @Override
  public int getUpdateCount() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean getMoreResults() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setFetchDirection(int a) {}

  @Override
  public int getFetchDirection() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setFetchSize(int a) {}

  @Override
  public int getFetchSize() {
    throw new UnsupportedOperationException();
  }

  @Override
  public int getResultSetConcurrency() {
    throw new UnsupportedOperationException();
  }

  @Override
  public int getResultSetType() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void addBatch(String a) {}

  @Override
  public void clearBatch() {}

  @Override
  public int[] executeBatch() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Connection getConnection() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean getMoreResults(int a) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ResultSet getGeneratedKeys() {
    throw new UnsupportedOperationException();
  }

  @Override
  public int executeUpdate(String a, int b) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int executeUpdate(String a, int[] b) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int executeUpdate(String a, String[] b) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean execute(String a, int b) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean execute(String a, int[] b) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean execute(String a, String[] b) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int getResultSetHoldability() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isClosed() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setPoolable(boolean a) {}

  @Override
  public boolean isPoolable() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void closeOnCompletion() {}

  @Override
  public boolean isCloseOnCompletion() {
    throw new UnsupportedOperationException();
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
