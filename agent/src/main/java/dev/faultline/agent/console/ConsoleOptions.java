// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the console was told on its command line, checked. Immutable. */
final class ConsoleOptions {
  /** One line that says what is wrong; it follows "Faultline console". */
  static final class Bad extends Exception {
    Bad(String message) {
      super(message);
    }
  }

  /** All there is, in the order of the usage. */
  private enum Flag {
    PORT("N", "listen on port N instead of 4318"),
    HOST("ADDRESS", "listen on that address instead of 127.0.0.1; needs a token"),
    TOKEN_FILE("FILE", "whoever sends or looks must show the token in FILE's first line"),
    DATA("DIR", "keep what comes in there instead of ~/.faultline/console"),
    IN_MEMORY(null, "keep what comes only until the console ends"),
    JDBC_URL("URL", "keep what comes in that PostgreSQL database"),
    JDBC_USER("NAME", "its user; the password is FAULTLINE_CONSOLE_JDBC_PASSWORD's"),
    JDBC_DRIVER("JAR", "the file of PostgreSQL's JDBC driver"),
    RETENTION_DAYS("N", "forget what is older than N days instead of 7"),
    MAX_BYTES("N", "forget the oldest above N bytes (or 500M, 2G) instead of 1G"),
    CONFIG("FILE", "rules and channels of alerts; read again when it changes"),
    URL("ADDRESS", "how people reach the page, for links in messages of alerts"),
    VERSION(null, "print the version"),
    HELP(null, "print this");

    final String name = "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** What follows it; null where nothing does. */
    final @Nullable String argument;

    final String text;

    Flag(@Nullable String argument, String text) {
      this.argument = argument;
      this.text = text;
    }

    static @Nullable Flag named(String name) {
      for (Flag each : values()) if (each.name.equals(name)) return each;
      return null;
    }
  }

  static final int DEFAULT_PORT = 4318;
  private static final String DEFAULT_HOST = "127.0.0.1";
  private static final int DEFAULT_RETENTION_DAYS = 7;
  private static final int MAX_RETENTION_DAYS = 36_500;
  private static final long DEFAULT_MAX_BYTES = 1L << 30;
  private static final long MIN_MAX_BYTES = 16L << 20;
  private static final String PASSWORD = "FAULTLINE_CONSOLE_JDBC_PASSWORD";

  private final Map<Flag, String> given = new EnumMap<>(Flag.class);
  private final Function<String, @Nullable String> environment;
  private final int port;
  private final int retentionDays;
  private final long maxBytes;

  private ConsoleOptions(String[] args, Function<String, @Nullable String> environment) throws Bad {
    this.environment = environment;
    read(args);
    port = (int) number(Flag.PORT, DEFAULT_PORT, 0, 65_535);
    retentionDays =
        (int) number(Flag.RETENTION_DAYS, DEFAULT_RETENTION_DAYS, 1, MAX_RETENTION_DAYS);
    maxBytes = bytes();
    for (Flag each : new Flag[] {Flag.DATA, Flag.CONFIG, Flag.TOKEN_FILE, Flag.JDBC_DRIVER}) {
      path(each);
    }
    checkUrl();
    exclude(Flag.IN_MEMORY, Flag.DATA);
    exclude(Flag.IN_MEMORY, Flag.JDBC_URL);
    exclude(Flag.DATA, Flag.JDBC_URL);
    checkPostgres();
  }

  /** Of an address that is refused nothing is shown: it may hold a password. */
  private void checkPostgres() throws Bad {
    String url = given.get(Flag.JDBC_URL);
    if (url == null) return;
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new Bad("needs a jdbc:postgresql: address after --jdbc-url");
    }
    if (!given.containsKey(Flag.JDBC_DRIVER)) {
      throw new Bad("needs --jdbc-driver with --jdbc-url: the path of PostgreSQL's JDBC driver");
    }
  }

  /**
   * @param environment where a variable is looked up by its name
   */
  static ConsoleOptions parse(String[] args, Function<String, @Nullable String> environment)
      throws Bad {
    return new ConsoleOptions(args, environment);
  }

  /** On a port that is free, and gone with the process. */
  static ConsoleOptions transientOnes() {
    try {
      return parse(new String[] {"--port", "0", "--in-memory"}, name -> null);
    } catch (Bad e) {
      throw new IllegalStateException(e);
    }
  }

  /** A line for each, and how it is all called. */
  static String usage() {
    StringBuilder usage = new StringBuilder("Usage: java -jar faultline.jar [console] [options]\n");
    usage.append("\nStarts the console: takes OTLP/HTTP in JSON and protobuf, prints what went\n");
    usage.append("wrong or was slow, and serves a page to look at it.\n\n");
    for (Flag each : Flag.values()) {
      String call = each.argument == null ? each.name : each.name + " " + each.argument;
      usage.append(String.format("  %-20s %s%n", call, each.text));
    }
    return usage.toString();
  }

  boolean help() {
    return given.containsKey(Flag.HELP);
  }

  boolean version() {
    return given.containsKey(Flag.VERSION);
  }

  /** 0 for any that is free. */
  int port() {
    return port;
  }

  /** A name or an address, as it was given. */
  String host() {
    return given.getOrDefault(Flag.HOST, DEFAULT_HOST);
  }

  /** Null where there is none. */
  @Nullable Path tokenFile() {
    return file(Flag.TOKEN_FILE);
  }

  /** Where things are kept, unless {@link #inMemory()} or {@link #jdbcUrl()} say otherwise. */
  Path dataDirectory() {
    Path directory = file(Flag.DATA);
    return directory != null
        ? directory
        : Paths.get(System.getProperty("user.home", "."), ".faultline", "console");
  }

  boolean inMemory() {
    return given.containsKey(Flag.IN_MEMORY);
  }

  /** Null where the embedded database is meant. */
  @Nullable String jdbcUrl() {
    return given.get(Flag.JDBC_URL);
  }

  /** Null where it is not said. */
  @Nullable String jdbcUser() {
    return given.get(Flag.JDBC_USER);
  }

  /** From the environment, since whoever is on the machine can see a command line. */
  @Nullable String jdbcPassword() {
    return environment.apply(PASSWORD);
  }

  /** A jar file; null where it is not said. */
  @Nullable Path jdbcDriver() {
    return file(Flag.JDBC_DRIVER);
  }

  /** At least 1. */
  int retentionDays() {
    return retentionDays;
  }

  /** About how much may be kept. */
  long maxBytes() {
    return maxBytes;
  }

  /** Of the page, without a slash at its end; null where it is not said. */
  @Nullable String url() {
    String url = given.get(Flag.URL);
    return url != null && url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  private void checkUrl() throws Bad {
    String url = given.get(Flag.URL);
    if (url == null || url.matches("https?://[^\\s?#\"{}]+")) return;
    throw new Bad("needs an address such as https://faultline.example after --url" + not(url));
  }

  /** Null where there is none. */
  @Nullable Path configFile() {
    return file(Flag.CONFIG);
  }

  private void read(String[] args) throws Bad {
    for (int i = 0; i < args.length; i++) {
      String arg = args[i];
      if (i == 0 && arg.equals("console")) continue;
      if (arg.equals("-h") || i == 0 && arg.equals("help")) arg = Flag.HELP.name;
      int equals = arg.startsWith("--") ? arg.indexOf('=') : -1;
      Flag flag = Flag.named(equals < 0 ? arg : arg.substring(0, equals));
      if (flag == null) throw new Bad("does not know \"" + arg + "\"");
      if (flag.argument == null) {
        if (equals >= 0) throw new Bad("takes no value with " + flag.name);
        given.put(flag, "");
        continue;
      }
      String value = equals >= 0 ? arg.substring(equals + 1) : ++i < args.length ? args[i] : "";
      if (value.isEmpty()) throw new Bad("needs " + flag.argument + " after " + flag.name);
      given.put(flag, value);
    }
  }

  private long number(Flag flag, long otherwise, long least, long most) throws Bad {
    String value = given.get(flag);
    if (value == null) return otherwise;
    try {
      long number = Long.parseLong(value);
      if (number >= least && number <= most) return number;
    } catch (NumberFormatException e) {
      // said below
    }
    throw new Bad(
        "needs a number from " + least + " to " + most + " after " + flag.name + not(value));
  }

  private long bytes() throws Bad {
    String value = given.get(Flag.MAX_BYTES);
    if (value == null) return DEFAULT_MAX_BYTES;
    int shift = 10 * (1 + "KMG".indexOf(Character.toUpperCase(value.charAt(value.length() - 1))));
    try {
      long number = Long.parseLong(shift == 0 ? value : value.substring(0, value.length() - 1));
      if (number > 0 && number <= Long.MAX_VALUE >> shift && number << shift >= MIN_MAX_BYTES) {
        return number << shift;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new Bad("needs at least 16M, such as 500M or 2G, after --max-bytes" + not(value));
  }

  private void path(Flag flag) throws Bad {
    try {
      file(flag);
    } catch (InvalidPathException e) {
      throw new Bad("needs a path after " + flag.name + not(given.getOrDefault(flag, "")));
    }
  }

  private @Nullable Path file(Flag flag) {
    String value = given.get(flag);
    return value == null ? null : Paths.get(value);
  }

  private void exclude(Flag one, Flag other) throws Bad {
    if (given.containsKey(one) && given.containsKey(other)) {
      throw new Bad("takes either " + one.name + " or " + other.name);
    }
  }

  private static String not(String value) {
    return ", not \"" + value + "\"";
  }
}
