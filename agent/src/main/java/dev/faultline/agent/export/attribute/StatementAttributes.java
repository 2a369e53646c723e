// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.attribute;

import dev.faultline.agent.enrich.sql.SqlDigest;
import dev.faultline.bootstrap.subject.Database;
import dev.faultline.bootstrap.subject.SqlStatement;
import java.io.IOException;

/** What a statement and its database say: the same for each execution, and most of a span. */
final class StatementAttributes {
  static final Key OPERATION = new Key("db.operation.name");

  private static final Key SYSTEM = new Key("db.system.name");
  private static final Key NAMESPACE = new Key("db.namespace");
  private static final Key COLLECTION = new Key("db.collection.name");
  private static final Key TEXT = new Key("db.query.text");
  private static final Key SUMMARY = new Key("db.query.summary");
  private static final Key DIGEST = new Key("faultline.query.digest");

  /** As long as a digest lets it be. */
  private static final int MAX_TEXT_LENGTH = 32 << 10;

  /** Of a connection that was made before the agent was there. */
  static final Database UNKNOWN = new Database("other_sql", null, null, 0);

  private StatementAttributes() {}

  static void write(SqlStatement statement, AttributeWriter out) throws IOException {
    SqlDigest sql = SqlDigest.of(statement);
    facts(statement, sql, out);
    out.put(SUMMARY, sql.summary);
    out.put(DIGEST, sql.hash);
  }

  /** The same, but for what the span's name says, and for the hash that follows from the text. */
  static void writeLean(SqlStatement statement, AttributeWriter out) throws IOException {
    SqlDigest sql = SqlDigest.of(statement);
    facts(statement, sql, out);
    if (!isWhole(sql) || !sql.isOfItsText(database(statement).system)) out.put(DIGEST, sql.hash);
  }

  private static boolean isWhole(SqlDigest sql) {
    return sql.text != null && sql.text.length() <= AttributeLimits.of(MAX_TEXT_LENGTH);
  }

  private static void facts(SqlStatement statement, SqlDigest sql, AttributeWriter out)
      throws IOException {
    write(database(statement), out);
    out.put(TEXT, sql.text, AttributeLimits.of(MAX_TEXT_LENGTH));
    out.put(OPERATION, sql.operation);
    out.put(COLLECTION, sql.collection);
  }

  private static Database database(SqlStatement statement) {
    return statement.database == null ? UNKNOWN : statement.database;
  }

  static void write(Database database, AttributeWriter out) throws IOException {
    out.put(SYSTEM, database.system);
    out.put(NAMESPACE, database.namespace);
    out.put(Keys.SERVER_ADDRESS, database.host);
    if (database.port > 0) out.put(Keys.SERVER_PORT, database.port);
  }
}
