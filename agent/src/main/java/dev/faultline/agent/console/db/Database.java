// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.db;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

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
  private static final int PATIENCE_SECONDS = 5;

  private final Engine engine;
  private final ConcurrentLinkedQueue<Connection> readers = new ConcurrentLinkedQueue<>();

  /** The writer holds this object's monitor; so does who replaces it. */
  private Connection writer;

  private final String[] scripts;

  private Database(Engine engine, Connection writer, String[] scripts)
      throws SQLException, IOException {
    this.engine = engine;
    this.writer = writer;
    this.scripts = scripts;
    try {
      writer.setAutoCommit(false);
      engine.claim(writer);
      Schema.bringUpToDate(writer, scripts);
    } catch (SQLException | IOException | RuntimeException e) {
      writer.close();
      throw e;
    }
  }

  /**
   * In files of that directory, which is made where it is not there.
   *
   * @throws IOException another process has it open, or it cannot be used; the message says so to a
   *     person
   */
  public static Database inDirectory(Path directory) throws SQLException, IOException {
    return inDirectory(directory, Schema.SCRIPTS);
  }

  static Database inDirectory(Path directory, String... scripts) throws SQLException, IOException {
    return in(Embedded.inDirectory(directory), scripts);
  }

  static Database in(Embedded engine, String... scripts) throws SQLException, IOException {
    Connection writer;
    try {
      writer = engine.connect();
    } catch (SQLException e) {
      throw engine.failure(e);
    }
    return new Database(engine, writer, scripts);
  }

  /** Gone with the process. */
  public static Database inMemory() throws SQLException, IOException {
    Engine engine = Embedded.inMemory();
    return new Database(engine, engine.connect(), Schema.SCRIPTS);
  }

  /**
   * On a PostgreSQL server, in a database of its own.
   *
   * @param url jdbc:postgresql:...
   * @param driver the jar of its JDBC driver
   * @throws IOException another console has it open, or the driver is none; the message says so to
   *     a person
   */
  public static Database onPostgres(
      String url, @Nullable String user, @Nullable String password, Path driver)
      throws SQLException, IOException {
    Engine engine = new Postgres(url, user, password, driver);
    return new Database(engine, engine.connect(), Schema.SCRIPTS);
  }

  /** Returns when it is committed. */
  public synchronized void write(Work work) throws SQLException {
    try {
      work.run(writer);
      writer.commit();
    } catch (SQLException | RuntimeException | Error e) {
      undo(e);
      throw e;
    }
  }

  private void undo(Throwable failure) {
    try {
      writer.rollback();
      if (writer.isValid(PATIENCE_SECONDS)) return;
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
    try {
      reconnect();
    } catch (SQLException | IOException e) {
      failure.addSuppressed(e); // the next to write tries again
    }
  }

  /** A server may have been started anew, which ends all connections. */
  private void reconnect() throws SQLException, IOException {
    Connection fresh = engine.connect();
    try {
      fresh.setAutoCommit(false);
      writer.close(); // and with it gives its claim back, where the server still knows it
      engine.claim(fresh);
      // one in memory that has ended itself, without heap to go on, comes back empty
      Schema.bringUpToDate(fresh, scripts);
    } catch (SQLException | IOException | RuntimeException e) {
      fresh.close();
      throw e;
    }
    writer = fresh;
    closeIdle(); // they are of a database that has ended
  }

  public <T> T read(Question<T> question) throws SQLException {
    Connection connection = reader();
    boolean sound = false;
    try {
      T answer = question.ask(connection);
      connection.commit();
      sound = true;
      return answer;
    } finally {
      if (sound && readers.size() < MAX_IDLE) {
        readers.add(connection);
      } else {
        end(connection, sound);
      }
    }
  }

  /**
   * Never by a rollback, as a close in the middle of a transaction is one: for H2 that is a reason
   * to write to its file, and the RATIONALE says what comes of it beside who writes.
   */
  private void end(Connection reader, boolean sound) throws SQLException {
    try {
      if (!sound) reader.commit();
    } catch (SQLException e) {
      // it is as broken as what it was asked
    } finally {
      reader.close();
      if (!sound) closeIdle(); // they may be as broken
    }
  }

  private Connection reader() throws SQLException {
    Connection idle = readers.poll();
    if (idle != null) return idle;
    Connection connection = engine.connect();
    connection.setAutoCommit(false);
    return connection;
  }

  /** What is kept takes so many bytes, room that is free for more included; 0 in memory. */
  public long bytes() throws SQLException {
    return read(engine::bytes);
  }

  /**
   * Null while there is room for more; else what there is not, for a person. Then records are to be
   * refused, while what is small, and letting go, may go on.
   */
  public @Nullable String noRoom() throws SQLException {
    Optional<String> why =
        read(
            connection -> {
              try {
                return Optional.ofNullable(engine.noRoom(connection));
              } catch (IOException e) {
                throw new SQLException(e);
              }
            });
    return why.orElse(null);
  }

  /**
   * A short step of making room usable again that rows have given up. To be called now and then,
   * again as long as it returns true. Never beside who writes: the RATIONALE says why.
   */
  public synchronized boolean tidy() throws SQLException {
    return read(engine::tidy);
  }

  /** Waits for who writes; who reads must have ended. */
  @Override
  public synchronized void close() throws SQLException {
    closeIdle();
    engine.close(writer);
    writer.close();
  }

  private void closeIdle() throws SQLException {
    for (Connection each; (each = readers.poll()) != null; ) each.close();
  }
}
