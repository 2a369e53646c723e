// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.h2.Driver;
import org.h2.api.ErrorCode;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/** H2, in files of a directory or in memory. */
final class Embedded implements Engine {
  /** Chunks of the file with less than this share of live pages are written anew, in percent. */
  private static final int FILL_RATE = 70;

  /** About a tenth of a second on a slow disk. */
  private static final int TIDY_BYTES = 2 << 20;

  private static final Driver DRIVER = new Driver();

  private final String url;
  private final @Nullable Path file;

  private Embedded(String url, @Nullable Path file) {
    // an interrupt or the JVM's end must not close it under a transaction
    this.url = url + ";DB_CLOSE_ON_EXIT=FALSE";
    this.file = file;
  }

  static Embedded inMemory() {
    return new Embedded("jdbc:h2:mem:" + System.nanoTime() + ";DB_CLOSE_DELAY=-1", null);
  }

  /**
   * @throws IOException the directory cannot be used; the message says why to a person
   */
  static Embedded inDirectory(Path directory) throws IOException {
    Path place = directory.toAbsolutePath().normalize();
    if (place.toString().indexOf(';') >= 0) {
      throw new IOException("the data directory may have no semicolon in its name: " + place);
    }
    try {
      Files.createDirectories(place);
    } catch (IOException e) {
      throw new IOException("cannot make the data directory " + place + " (" + e + ")", e);
    }
    if (!Files.isWritable(place)) {
      throw new IOException("may not write to the data directory " + place);
    }
    // 0: a commit returns when the operating system has it all, and nothing is written behind it
    String settings = ";WRITE_DELAY=0";
    Path file = place.resolve("console.mv.db");
    return new Embedded("jdbc:h2:file:" + place.resolve("console") + settings, file);
  }

  @Override
  public Connection connect() throws SQLException {
    return DRIVER.connect(url, new Properties());
  }

  /** The file is locked as long as it is open. */
  @Override
  public void claim(Connection writer) {}

  /** What it is to say to a person that the first connection failed. */
  IOException failure(SQLException e) {
    if (e.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1) {
      return new IOException(
          "another console has the data directory "
              + (file == null ? "" : file.getParent())
              + " open; stop it, or choose another with --data DIR",
          e);
    }
    return new IOException("cannot open " + file + " (" + e.getMessage() + ")", e);
  }

  @Override
  public long bytes(Connection connection) throws SQLException {
    MVStore store = store(connection);
    return file == null ? 0 : store.getFileStore().size();
  }

  @Override
  public boolean tidy(Connection connection) throws SQLException {
    return file != null && store(connection).compact(FILL_RATE, TIDY_BYTES);
  }

  @Override
  public void close(Connection last) throws SQLException {
    if (file == null) last.createStatement().execute("SHUTDOWN");
  }

  private static MVStore store(Connection connection) throws SQLException {
    SessionLocal session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
    return session.getDatabase().getStore().getMvStore();
  }
}
