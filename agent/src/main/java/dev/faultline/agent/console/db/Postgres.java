// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.db;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import java.util.Properties;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** PostgreSQL, by a driver that lies beside us. */
final class Postgres implements Engine {
  /** Of the lock that a console holds as long as it runs; any number that nobody else takes. */
  private static final long LOCK = 0x6661756c746c696eL;

  private final Driver driver;
  private final String url;
  private final Properties properties = new Properties();

  /**
   * @param jar the driver's
   * @throws IOException the driver cannot be used; the message says why to a person
   */
  Postgres(String url, @Nullable String user, @Nullable String password, Path jar)
      throws IOException {
    this.url = url;
    driver = driver(jar);
    if (user != null) properties.setProperty("user", user);
    if (password != null) properties.setProperty("password", password);
    properties.setProperty("ApplicationName", "faultline-console");
    properties.setProperty("connectTimeout", "10");
    properties.setProperty("socketTimeout", "60");
  }

  // intentionally not closed: the driver loads classes of it as long as we run
  @SuppressWarnings("resource")
  private static Driver driver(Path jar) throws IOException {
    if (!Files.isReadable(jar)) throw new IOException("cannot read the driver " + jar);
    // its parent has the JDK and nothing of ours, nor anything on the class path
    ClassLoader parent = ClassLoader.getSystemClassLoader().getParent();
    URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, parent);
    Iterator<Driver> drivers = ServiceLoader.load(Driver.class, loader).iterator();
    if (!drivers.hasNext()) throw new IOException("there is no JDBC driver in " + jar);
    return drivers.next();
  }

  @Override
  public Connection connect() throws SQLException {
    Connection connection = driver.connect(url, properties);
    if (connection == null) throw new SQLException("the driver does not know such an address");
    return connection;
  }

  @Override
  public void claim(Connection writer) throws SQLException, IOException {
    try (PreparedStatement lock = writer.prepareStatement("SELECT pg_try_advisory_lock(?)")) {
      lock.setLong(1, LOCK);
      try (ResultSet row = lock.executeQuery()) {
        row.next();
        if (row.getBoolean(1)) return;
      }
    }
    throw new IOException("another console has this database open; stop it, or choose another");
  }

  @Override
  public long bytes(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_database_size(current_database())")) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /** Its autovacuum does. */
  @Override
  public boolean tidy(Connection connection) {
    return false;
  }

  /** It says so itself, and goes on. */
  @Override
  public @Nullable String noRoom(Connection connection) {
    return null;
  }

  @Override
  public void close(Connection last) {}
}
