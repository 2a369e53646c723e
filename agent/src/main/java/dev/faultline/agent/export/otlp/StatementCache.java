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

  /** As long as a digest lets it be. */
  private static final int MAX_TEXT_LENGTH = 32 << 10;

  /** Of a connection that was made before the agent was there. */
  static final Database UNKNOWN = new Database("other_sql", null, null, 0);

  private static final byte[] NOTHING = {};

  private final Json draft = new Json();
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
    Fragment database = of(statement.database == null ? UNKNOWN : statement.database);
    Fragment attributes =
        render(
            out -> {
              out.put(database);
              out.put(TEXT, sql.text, MAX_TEXT_LENGTH);
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

  /** Not to be nested: there is one draft. */
  private Fragment render(Rendering rendering) {
    try {
      draft.truncate(0);
      Attributes attributes = new Attributes(draft);
      attributes.beginBare();
      rendering.write(attributes);
      return new Fragment(draft.copy(NOTHING, NOTHING));
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
    final String name;

    final Fragment attributes;

    Ready(String name, Fragment attributes) {
      this.name = name;
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
