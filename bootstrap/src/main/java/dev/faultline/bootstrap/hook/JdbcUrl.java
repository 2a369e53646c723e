// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.subject.Database;
import dev.faultline.bootstrap.trace.CurrentTrace;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Reads from a JDBC URL which database a connection goes to. Every driver has a grammar of its own;
 * what is not understood stays unknown. Of several hosts the first one is told. User names and
 * passwords are stepped over, wherever a grammar allows them.
 */
final class JdbcUrl {
  static final Database OTHER = new Database(JdbcSystems.OTHER, null, null, 0);

  /** What embedded databases put before a name to say where it is kept. */
  private static final String[] STORES = {
    "mem:",
    "memory:",
    "file:",
    "directory:",
    "classpath:",
    "jar:",
    "res:",
    "resource:",
    "zip:",
    "nio:",
    "nioMemFS:",
    "async:",
    "split:",
  };

  private static final String[] REMOTES = {
    "//", "tcp://", "ssl://", "hsql://", "hsqls://", "http://", "https://",
  };

  private final JdbcUrlText text;
  private @Nullable String namespace;
  private @Nullable String host;
  private int port;

  private JdbcUrl(String url) {
    text = new JdbcUrlText(url);
  }

  /** Guarded, because properties may be of a class of the application's own. */
  static Database parse(
      CurrentTrace current, @Nullable String url, @Nullable Properties properties) {
    if (!current.enterHook()) return OTHER;
    try {
      return parse(url, properties);
    } finally {
      current.exitHook();
    }
  }

  /** Never throws: what cannot be read is {@code other_sql}. */
  static Database parse(@Nullable String url, @Nullable Properties properties) {
    if (url == null) return OTHER;
    try {
      return JdbcDatabases.shared(new JdbcUrl(url).read(properties));
    } catch (RuntimeException e) {
      return OTHER;
    }
  }

  /** What {@link #parse} catches is to be seen where it is tested. */
  static Database parseUnguarded(String url) {
    return new JdbcUrl(url).read(null);
  }

  static boolean isKnown(Database database) {
    return !database.system.equals(JdbcSystems.OTHER);
  }

  private Database read(@Nullable Properties properties) {
    int start = JdbcSystems.protocolStart(text.url);
    if (start < 0) return OTHER;
    int colon = text.url.indexOf(':', start);
    String protocol = text.url.substring(start, colon < 0 ? text.end : colon);
    String system = JdbcSystems.byProtocol(protocol);
    text.at = start + protocol.length() + 1;
    if (text.at < text.end) readRest(system);
    if (properties != null) readProperties(properties);
    return new Database(system, namespace, host, port);
  }

  private void readRest(String system) {
    switch (system) {
      case "oracle.db":
        readOracle();
        break;
      case "h2database":
      case "hsqldb":
      case "derby":
      case "sqlite":
        readEmbedded(system.equals("sqlite") ? "?" : ";?");
        break;
      case "microsoft.sql_server":
        readServer("?;");
        readSqlServer();
        break;
      case "ibm.db2":
      case "ibm.informix":
        readServer("?;:"); // what follows the name's colon are properties, passwords too
        break;
      case JdbcSystems.OTHER:
        if (text.url.startsWith("//", text.at)) readServer("?;"); // else a grammar of its own
        break;
      default:
        readServer("?;");
    }
  }

  /** {@code [mode:]//[user[:password]@]host[:port][,more]/name[?...]}, or just a name. */
  private void readServer(String nameEnds) {
    int slashes = text.url.indexOf("//", text.at);
    if (slashes < 0 || !text.isModes(text.at, slashes)) {
      while (text.at < text.end && text.url.charAt(text.at) == '/') text.at++;
      int to = text.firstOf(nameEnds, text.at);
      namespace = text.firstOf("@", text.at) < to ? null : text.until(to);
    } else {
      text.at = slashes + 2;
      readAuthority();
      namespace = text.until(text.firstOf(nameEnds, text.at));
    }
    if (namespace == null) namespace = text.parameter("databaseName", "database", "db");
  }

  /** Leaves the text at what follows the slash, or at what else ends the authority. */
  private void readAuthority() {
    int parameters = text.firstOf("?;", text.at);
    int user = text.url.lastIndexOf('@', parameters - 1);
    if (user >= text.at) text.at = user + 1;
    int to = Math.min(parameters, text.firstOf("/", text.at));
    int list = text.firstOf("(", text.at);
    if (list < to) {
      host = text.value(list, "host");
      port = number(text.value(list, "port"));
    } else {
      readHost(Math.min(to, text.firstOf(",", text.at)));
    }
    text.at = to < text.end && text.url.charAt(to) == '/' ? to + 1 : to;
  }

  /** {@code host}, {@code host:port}, {@code [::1]:port}. What looks different is not told. */
  private void readHost(int to) {
    int from = text.at;
    int hostEnd = text.firstOf(":", from);
    if (from < to && text.url.charAt(from) == '[') {
      from++;
      hostEnd = text.firstOf("]", from);
    }
    hostEnd = Math.min(hostEnd, to);
    int colon = text.url.indexOf(':', hostEnd);
    String digits = colon < 0 || colon >= to ? "" : text.url.substring(colon + 1, to);
    if (!digits.isEmpty() && number(digits) == 0) return; // could be part of a password
    host = hostEnd > from ? text.url.substring(from, hostEnd) : null;
    port = number(digits);
  }

  /** Instance and database, as the conventions write them: {@code instance|database}. */
  private void readSqlServer() {
    if (host == null) host = text.parameter("serverName", "server");
    if (port == 0) port = number(text.parameter("portNumber", "port"));
    String instance = text.parameter("instanceName", "instance");
    int backslash = host == null ? -1 : host.indexOf('\\');
    if (host != null && backslash >= 0) {
      instance = host.substring(backslash + 1);
      host = host.substring(0, backslash);
    }
    if (instance != null) namespace = namespace == null ? instance : instance + "|" + namespace;
  }

  /** {@code thin:[user/password]@} and then an address, a description or an alias. */
  private void readOracle() {
    int description = text.firstOf("(", text.at);
    int user = text.url.lastIndexOf('@', Math.min(description, text.firstOf("?", text.at)) - 1);
    if (user < text.at) return;
    text.at = user + 1;
    if (description < text.end) {
      host = text.value(description, "host");
      port = number(text.value(description, "port"));
      namespace = text.value(description, "service_name");
      if (namespace == null) namespace = text.value(description, "sid");
      return;
    }
    if (text.skip("ldap:") || text.skip("ldaps:")) return;
    if (!text.skip("tcp://") && !text.skip("tcps://")) text.skip("//");
    int to = text.firstOf("?", text.at);
    int slash = Math.min(to, text.firstOf("/", text.at));
    int first = Math.min(slash, text.firstOf(",", text.at));
    int colon = text.firstOf(":", text.at);
    int sid = text.firstOf(":", Math.min(colon + 1, text.end));
    if (slash == to && colon >= to) {
      namespace = text.until(to); // an alias
    } else if (slash == to && sid < to) {
      readHost(Math.min(first, sid));
      text.at = sid + 1;
      namespace = text.until(to);
    } else {
      readHost(first);
      text.at = Math.min(slash + 1, text.end);
      namespace = text.until(Math.min(to, text.firstOf(":/", text.at)));
    }
  }

  private void readEmbedded(String nameEnds) {
    for (String remote : REMOTES) {
      if (!text.skip(remote)) continue;
      readAuthority();
      break;
    }
    for (String store : STORES) text.skip(store);
    namespace = text.until(text.firstOf(nameEnds, text.at));
    if (namespace == null) namespace = text.parameter("databaseName");
  }

  private void readProperties(Properties properties) {
    if (namespace == null) namespace = first(properties, "databaseName", "database", "PGDBNAME");
    if (host == null) host = first(properties, "serverName", "PGHOST");
    if (port == 0) port = number(first(properties, "portNumber", "PGPORT"));
  }

  private static @Nullable String first(Properties properties, String... keys) {
    for (String key : keys) {
      String value = properties.getProperty(key);
      if (value != null && !value.isEmpty()) return value;
    }
    return null;
  }

  /** 0 for what is no port. */
  private static int number(@Nullable String digits) {
    if (digits == null || digits.isEmpty() || digits.length() > 5) return 0;
    int number = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c < '0' || c > '9') return 0;
      number = number * 10 + c - '0';
    }
    return number <= 65_535 ? number : 0;
  }
}
