// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console;

import dev.faultline.agent.console.db.Database;
import dev.faultline.agent.console.store.Retention;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the command line says. */
final class ConsoleSettings {
  /** It is no secret to whoever lists processes what stands on a command line. */
  static final String PASSWORD = "FAULTLINE_CONSOLE_JDBC_PASSWORD";

  private static final long MIN_BYTES = 32L << 20;

  /** Of the heap, what is kept in memory may take. */
  private static final int MEMORY_SHARE = 4;

  int port = 4318;
  private Path data = Paths.get(System.getProperty("user.home", "."), ".faultline", "console");
  private boolean inMemory;
  private @Nullable String jdbcUrl;
  private @Nullable Path jdbcDriver;
  private @Nullable String jdbcUser;
  private int retentionDays = 7;
  private long maxBytes = 1L << 30;

  /** On a port that is free, and gone with the process. */
  static ConsoleSettings inMemory() {
    ConsoleSettings settings = new ConsoleSettings();
    settings.port = 0;
    settings.inMemory = true;
    return settings;
  }

  /** One that has no value; false when there is none of that name. */
  boolean set(String option) {
    if (!option.equals("--in-memory")) return false;
    inMemory = true;
    return true;
  }

  /**
   * One that has a value; false when there is none of that name.
   *
   * @throws IllegalArgumentException the message says what the option needs
   */
  boolean set(String option, String value) {
    switch (option) {
      case "--port":
        port = (int) number(value, 0, 65_535, "a port from 0 to 65535");
        return true;
      case "--data":
        data = path(value);
        return true;
      case "--jdbc-url":
        if (!value.startsWith("jdbc:postgresql:")) throw needs("a jdbc:postgresql: address", "it");
        jdbcUrl = value;
        return true;
      case "--jdbc-driver":
        jdbcDriver = path(value);
        return true;
      case "--jdbc-user":
        jdbcUser = value;
        return true;
      case "--retention-days":
        retentionDays = (int) number(value, 1, 3_650, "days from 1 to 3650");
        return true;
      case "--max-bytes":
        maxBytes = bytes(value);
        return true;
      default:
        return false;
    }
  }

  /**
   * @throws IllegalArgumentException the message says what does not go together
   */
  void check() {
    if (jdbcUrl != null && jdbcDriver == null) {
      throw new IllegalArgumentException(
          "needs --jdbc-driver with --jdbc-url: the path of PostgreSQL's JDBC driver, a jar");
    }
    if (jdbcUrl != null && inMemory) {
      throw new IllegalArgumentException("takes --in-memory or --jdbc-url, not both");
    }
  }

  Database database() throws SQLException, IOException {
    if (inMemory) return Database.inMemory();
    if (jdbcUrl != null && jdbcDriver != null) {
      return Database.onPostgres(jdbcUrl, jdbcUser, System.getenv(PASSWORD), jdbcDriver);
    }
    return Database.inDirectory(data);
  }

  Retention retention() {
    long most = inMemory ? Runtime.getRuntime().maxMemory() / MEMORY_SHARE : Long.MAX_VALUE;
    return new Retention(retentionDays, Math.min(most, maxBytes));
  }

  /** Where things are kept, for a person; without an address, which may hold a password. */
  String place() {
    if (inMemory) return "in memory";
    return jdbcUrl == null ? "in " + data.toAbsolutePath().normalize() : "on PostgreSQL";
  }

  private static long number(String text, long least, long most, String what) {
    try {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) return number;
    } catch (NumberFormatException e) {
      // told below
    }
    throw needs(what, text);
  }

  /** 500m, 2g, or a plain number. */
  private static long bytes(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    int shift = lower.endsWith("g") ? 30 : lower.endsWith("m") ? 20 : 0;
    String digits = shift == 0 ? lower : lower.substring(0, lower.length() - 1);
    String what = "bytes such as 500m or 2g, 32m at least";
    try {
      return number(digits, MIN_BYTES >> shift, Long.MAX_VALUE >> shift, what) << shift;
    } catch (IllegalArgumentException e) {
      throw needs(what, text);
    }
  }

  private static Path path(String text) {
    if (text.isEmpty()) throw needs("a path", text);
    try {
      return Paths.get(text);
    } catch (InvalidPathException e) {
      throw needs("a path", text);
    }
  }

  private static IllegalArgumentException needs(String what, String instead) {
    String not = instead.equals("it") ? "" : ", not \"" + instead + "\"";
    return new IllegalArgumentException("needs " + what + not);
  }
}
