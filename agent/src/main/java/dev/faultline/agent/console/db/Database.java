// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.db;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.h2.Driver;

/**
 * Where the console keeps things. One writer at a time, who has committed when {@link #write}
 * returns; readers beside it, each in a transaction of its own. SQL is what H2 and PostgreSQL both
 * understand: VARCHAR without a length for texts, BYTEA for bytes, BIGINT for times (milliseconds
 * since 1970 unless a column's name says otherwise), UPDATE and then INSERT instead of MERGE.
 */
public final class Database implements AutoCloseable {
  /** Something to write, all of it or nothing. */
  public interface Work {
    void run(Connection connection) throws SQLException;
  }

  /** Something to read. */
  public interface Question<T> {
    T ask(Connection connection) throws SQLException;
  }

  private static final int MAX_IDLE = 4;

  private final String url;
  private final Properties properties;
  private final Connection writer;
  private final ConcurrentLinkedQueue<Connection> readers = new ConcurrentLinkedQueue<>();

  private Database(String url, Properties properties) throws SQLException, IOException {
    this.url = url;
    this.properties = properties;
    writer = connect();
    try {
      Schema.bringUpToDate(writer);
    } catch (SQLException | IOException | RuntimeException e) {
      writer.close();
      throw e;
    }
  }

  /**
   * In files of that directory, which is made where it is not there.
   *
   * @throws SQLException another process has it open, or the files cannot be used
   */
  public static Database inDirectory(Path directory) throws SQLException, IOException {
    // 0: what is committed is handed to the operating system at once, and survives kill -9
    return open("jdbc:h2:file:" + directory.toAbsolutePath() + "/console;WRITE_DELAY=0");
  }

  /** Gone with the process. */
  public static Database inMemory() throws SQLException, IOException {
    return open("jdbc:h2:mem:" + System.nanoTime() + ";DB_CLOSE_DELAY=-1");
  }

  private static Database open(String url) throws SQLException, IOException {
    Driver.load();
    return new Database(url + ";DB_CLOSE_ON_EXIT=FALSE", new Properties());
  }

  /** Returns when it is committed. */
  public synchronized void write(Work work) throws SQLException {
    try {
      work.run(writer);
      writer.commit();
    } catch (SQLException | RuntimeException | Error e) {
      writer.rollback();
      throw e;
    }
  }

  public <T> T read(Question<T> question) throws SQLException {
    Connection connection = readers.poll();
    if (connection == null) connection = connect();
    boolean sound = false;
    try {
      T answer = question.ask(connection);
      connection.rollback();
      sound = true;
      return answer;
    } finally {
      if (sound && readers.size() < MAX_IDLE) {
        readers.add(connection);
      } else {
        connection.close();
      }
    }
  }

  @Override
  public synchronized void close() throws SQLException {
    for (Connection each; (each = readers.poll()) != null; ) each.close();
    writer.close();
  }

  private Connection connect() throws SQLException {
    Connection connection = DriverManager.getConnection(url, properties);
    connection.setAutoCommit(false);
    return connection;
  }
}
