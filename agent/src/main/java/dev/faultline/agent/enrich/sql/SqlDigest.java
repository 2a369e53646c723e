// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.sql;

import dev.faultline.agent.enrich.text.Hash;
import dev.faultline.bootstrap.subject.Database;
import dev.faultline.bootstrap.subject.SqlOperation;
import dev.faultline.bootstrap.subject.SqlStatement;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What may be told of a statement: its text without values, and names for it. Made on the shipper's
 * thread, once per {@link SqlStatement}, which keeps it. Immutable.
 */
public final class SqlDigest {
  /**
   * The text with each value replaced by {@code ?}, at most 32 KiB; null when it is not known, or
   * not to be told.
   */
  public final @Nullable String text;

  /** 16 hexadecimal digits, equal for texts that differ in values only; null without a text. */
  public final @Nullable String hash;

  /** {@code db.operation.name}: {@code SELECT} ..., or null. */
  public final @Nullable String operation;

  /** {@code db.collection.name}: the first table that is named, or null. */
  public final @Nullable String collection;

  /** {@code db.query.summary}: {@code SELECT users}, at most 255 characters; null if unreadable. */
  public final @Nullable String summary;

  /** The text as it would be told, whether it is or not. */
  final @Nullable String masked;

  /** What {@link IgnoredStatements} has found, once it has looked. */
  @Nullable Boolean ignored;

  /** Set once, by the shipper, before the first statement. */
  private static volatile boolean tellsTexts = true;

  /**
   * Of texts that differ in values only, by what they have in common: an application that writes
   * values into its texts makes new ones without end. Guarded by itself: the console asks on many
   * threads.
   */
  private static final Map<String, SqlDigest> KNOWN =
      new LinkedHashMap<String, SqlDigest>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, SqlDigest> eldest) {
          return size() > MAX_KNOWN;
        }
      };

  private static final int MAX_KNOWN = 256;

  /** Longer ones would make it large. */
  private static final int MAX_KNOWN_TEXT = 2_048;

  private SqlDigest(String text) {
    Hash hash = new Hash();
    hash.add(text);
    SqlSummary summary = SqlSummary.of(text);
    this.masked = text;
    this.text = tellsTexts ? text : null;
    this.hash = hash.hex();
    this.operation = SqlOperation.of(text);
    this.collection = summary.table();
    this.summary = summary.text() == null ? operation : summary.text();
  }

  /** The same, of another statement. */
  private SqlDigest(SqlDigest like) {
    text = like.text;
    masked = like.masked;
    hash = like.hash;
    operation = like.operation;
    collection = like.collection;
    summary = like.summary;
  }

  private SqlDigest() {
    text = null;
    masked = null;
    hash = null;
    operation = null;
    collection = null;
    summary = null;
  }

  private static final SqlDigest NONE = new SqlDigest();

  /**
   * Whether who gets the text, with the name of the database's system, has the hash as well, by
   * asking for the digest of it.
   */
  public boolean isOfItsText(@Nullable String system) {
    return text != null && text.equals(SqlMask.of(text, SqlDialect.of(system)));
  }

  /** Whether digests that are made from now on have the {@link #text}. */
  public static void tellTexts(boolean whether) {
    synchronized (KNOWN) {
      tellsTexts = whether;
      KNOWN.clear();
    }
  }

  /** The digest of a statement. For the shipper's thread alone. */
  public static SqlDigest of(SqlStatement statement) {
    Object made = statement.digest;
    if (made instanceof SqlDigest) return (SqlDigest) made;
    SqlDigest digest = make(statement.sql, statement.database);
    statement.digest = digest;
    return digest;
  }

  private static SqlDigest make(@Nullable String sql, @Nullable Database database) {
    if (sql == null) return NONE;
    return ofMasked(SqlMask.of(sql, SqlDialect.of(database == null ? null : database.system)));
  }

  private static SqlDigest ofMasked(String text) {
    if (text.length() > MAX_KNOWN_TEXT) return new SqlDigest(text);
    synchronized (KNOWN) {
      SqlDigest known = KNOWN.get(text);
      if (known != null) return new SqlDigest(known);
    }
    SqlDigest made = new SqlDigest(text);
    synchronized (KNOWN) {
      KNOWN.put(text, made);
    }
    return made;
  }

  /**
   * A name for a span about the statement: its summary, or else what it is about, after
   * OpenTelemetry's rules.
   */
  public static String spanName(SqlStatement statement) {
    String summary = of(statement).summary;
    if (summary != null) return summary;
    Database database = statement.database;
    if (database == null) return "SQL";
    return database.namespace == null ? database.system : database.namespace;
  }
}
