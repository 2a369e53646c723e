// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.otlp;

import dev.faultline.agent.enrich.SqlDigest;
import dev.faultline.bootstrap.subject.Database;
import dev.faultline.bootstrap.subject.SqlStatement;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The attributes of the statements and databases used last, as ready JSON. Some 500 bytes each, so
 * a quarter of a megabyte at most in ordinary times; a statement that is made anew for each
 * execution misses, and costs what it would have cost without a cache.
 */
final class StatementCache {
  static final Key OPERATION = new Key("db.operation.name");

  private static final Key SYSTEM = new Key("db.system.name");
  private static final Key NAMESPACE = new Key("db.namespace");
  private static final Key COLLECTION = new Key("db.collection.name");
  private static final Key TEXT = new Key("db.query.text");
  private static final Key SUMMARY = new Key("db.query.summary");
  private static final Key DIGEST = new Key("faultline.query.digest");

  private static final int CAPACITY = 512;

  /** Longer texts are written anew each time. */
  private static final int MAX_CACHED_LENGTH = 4 << 10;

  private final Map<SqlStatement, Ready> statements = new Recent<>(CAPACITY);
  private final Map<Database, Fragment> databases = new Recent<>(CAPACITY / 8);

  Ready of(SqlStatement statement) {
    Ready ready = statements.get(statement);
    if (ready != null) return ready;
    ready = render(statement);
    if (ready.attributes.length() <= MAX_CACHED_LENGTH) statements.put(statement, ready);
    return ready;
  }

  Fragment of(Database database) {
    Fragment ready = databases.get(database);
    if (ready != null) return ready;
    ready = render(out -> database(out, database));
    databases.put(database, ready);
    return ready;
  }

  private Ready render(SqlStatement statement) {
    SqlDigest sql = SqlDigest.of(statement);
    Fragment attributes =
        render(
            out -> {
              if (statement.database != null) out.put(of(statement.database));
              if (statement.database == null) out.put(SYSTEM, "other_sql");
              out.put(TEXT, sql.text);
              out.put(OPERATION, sql.operation);
              out.put(COLLECTION, sql.collection);
              out.put(SUMMARY, sql.summary);
              out.put(DIGEST, sql.hash);
            });
    return new Ready(SqlDigest.spanName(statement), attributes);
  }

  private static void database(Attributes out, Database database) throws IOException {
    out.put(SYSTEM, database.system);
    out.put(NAMESPACE, database.namespace);
    out.put(Keys.SERVER_ADDRESS, database.host);
    if (database.port > 0) out.put(Keys.SERVER_PORT, database.port);
  }

  private static Fragment render(Rendering rendering) {
    try {
      Json json = new Json();
      Attributes attributes = new Attributes(json);
      attributes.beginBare();
      rendering.write(attributes);
      return new Fragment(json.copy(new byte[0], new byte[0]));
    } catch (IOException e) {
      throw new IllegalStateException(e); // there is no I/O: all is in memory
    }
  }

  private interface Rendering {
    void write(Attributes attributes) throws IOException;
  }

  /** What is ready of a statement. */
  static final class Ready {
    /** Name of a span. */
    final String summary;

    final Fragment attributes;

    Ready(String summary, Fragment attributes) {
      this.summary = summary;
      this.attributes = attributes;
    }
  }

  /** Keys have no equals of their own, so that this goes by identity. */
  private static final class Recent<K, V> extends LinkedHashMap<K, V> {
    private final int capacity;

    Recent(int capacity) {
      super(16, 0.75f, true);
      this.capacity = capacity;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > capacity;
    }
  }
}
