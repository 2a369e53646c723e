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
import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/** H2, in files of a directory or in memory. */
final class Embedded implements Engine {
  /** Chunks of the file with less than this share of live pages are written anew, in percent. */
  private static final int FILL_RATE = 70;

  /** About a tenth of a second on a slow disk. */
  private static final int TIDY_BYTES = 2 << 20;

  /**
   * Of the disk, so much is left for letting go: with nothing left, not even that can be written.
   */
  private static final long RESERVE = 32 << 20;

  /** Of a small disk, this part instead. */
  private static final int RESERVE_PART = 8;

  /** What H2 has by default: see the RATIONALE. */
  private static final int RETENTION_MILLIS = 45_000;

  private static final Driver DRIVER = new Driver();

  private final String url;
  private final @Nullable Path file;
  private final Disk disk;
  private volatile boolean isShort;

  /** How much a disk has in all, and how much of it is free. */
  interface Disk {
    long[] totalAndFree(Path file) throws IOException;
  }

  private Embedded(String url, @Nullable Path file, Disk disk) {
    this.disk = disk;
    // an interrupt or the JVM's end must not close it under a transaction
    this.url = url + ";DB_CLOSE_ON_EXIT=FALSE";
    this.file = file;
  }

  static Embedded inMemory() {
    return new Embedded(
        "jdbc:h2:mem:" + System.nanoTime() + ";DB_CLOSE_DELAY=-1", null, Embedded::disk);
  }

  /**
   * @throws IOException the directory cannot be used; the message says why to a person
   */
  static Embedded inDirectory(Path directory) throws IOException {
    return inDirectory(directory, Embedded::disk);
  }

  static Embedded inDirectory(Path directory, Disk disk) throws IOException {
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
    return new Embedded("jdbc:h2:file:" + place.resolve("console") + settings, file, disk);
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
  public @Nullable String noRoom(Connection connection) throws SQLException, IOException {
    if (file == null) return null;
    MVStore store = store(connection);
    long[] of = disk.totalAndFree(file);
    long left = of[1] + freeWithin(store.getFileStore());
    long reserve = Math.min(RESERVE, of[0] / RESERVE_PART);
    // half as much again ends it, so that it does not come and go with each request
    isShort = left < (isShort ? reserve / 2 * 3 : reserve);
    // then what is let go makes room at once, and not only when a power failure could not harm it
    store.setRetentionTime(isShort ? 0 : RETENTION_MILLIS);
    if (!isShort) return null;
    return "the disk of " + file.getParent() + " has " + (left >> 20) + " MiB left";
  }

  private static long freeWithin(FileStore store) {
    return store.size() / 100 * (100 - store.getFillRate());
  }

  private static long[] disk(Path file) throws IOException {
    java.nio.file.FileStore disk = Files.getFileStore(file);
    return new long[] {disk.getTotalSpace(), disk.getUsableSpace()};
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
