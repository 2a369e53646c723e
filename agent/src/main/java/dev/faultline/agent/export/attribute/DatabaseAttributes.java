// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.attribute;

import dev.faultline.agent.enrich.KnownPairs;
import dev.faultline.agent.enrich.sql.SqlDigest;
import dev.faultline.bootstrap.subject.Database;
import dev.faultline.bootstrap.subject.SqlStatement;
import dev.faultline.bootstrap.trace.Span;
import dev.faultline.bootstrap.trace.SpanType;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes what is known of a database call. */
final class DatabaseAttributes {
  private static final Key BATCH_SIZE = new Key("db.operation.batch.size");
  private static final Key FOLD_COUNT = new Key("faultline.fold.count");
  private static final Key FOLD_TOTAL = new Key("faultline.fold.total_seconds");
  private static final Key FOLD_MIN = new Key("faultline.fold.min_seconds");
  private static final Key FOLD_MAX = new Key("faultline.fold.max_seconds");

  private final AttributeWriter attributes;
  private final KnownPairs names = new KnownPairs(DatabaseAttributes::name);

  /** What is told of a statement, once for all of its executions. */
  private final AttributeWriter.Group<SqlStatement> statements;

  DatabaseAttributes(AttributeWriter attributes) {
    this(attributes, false);
  }

  /**
   * @param lean whether what else is told of a span says what summary a statement has
   */
  DatabaseAttributes(AttributeWriter attributes, boolean lean) {
    this.attributes = attributes;
    this.statements = lean ? StatementAttributes::writeLean : StatementAttributes::write;
  }

  static String name(SpanType type, SqlStatement statement) {
    String name = SqlDigest.spanName(statement);
    return type == SpanType.STATEMENT ? name : name(type.name(), name);
  }

  private static String name(String type, String statement) {
    return type + ' ' + statement;
  }

  /** The same as {@link #name(SpanType, SqlStatement)}, made once for many spans. */
  String nameOf(SpanType type, SqlStatement statement) {
    String name = SqlDigest.spanName(statement);
    if (type == SpanType.STATEMENT) return name;
    return names.of(type.name(), name);
  }

  static String name(SpanType type, @Nullable Database database) {
    if (database == null || database.namespace == null) return type.name();
    return type.name() + ' ' + database.namespace;
  }

  void encode(Span span) throws IOException {
    Object subject = span.subject;
    if (subject instanceof SqlStatement) {
      subject((SqlStatement) subject);
    } else {
      subject(subject instanceof Database ? (Database) subject : StatementAttributes.UNKNOWN);
      attributes.put(StatementAttributes.OPERATION, span.type.name());
    }
    if (span.type == SpanType.BATCH && span.size > 1) attributes.put(BATCH_SIZE, span.size);
    if (span.fold != null) fold(span.fold);
    if (span.error != null) error(span.error, database(subject));
  }

  void subject(SqlStatement statement) throws IOException {
    attributes.put(statement, statements);
  }

  void subject(Database database) throws IOException {
    attributes.put(database, StatementAttributes::write);
  }

  private void fold(Span.Fold fold) throws IOException {
    attributes.put(FOLD_COUNT, fold.count);
    attributes.putSeconds(FOLD_TOTAL, fold.totalNanos);
    attributes.putSeconds(FOLD_MIN, fold.minNanos);
    attributes.putSeconds(FOLD_MAX, fold.maxNanos);
  }

  private void error(Throwable error, @Nullable Database database) throws IOException {
    String code = SqlStatus.of(error, database);
    attributes.put(Keys.DB_STATUS, code);
    attributes.put(Keys.ERROR_TYPE, code != null ? code : error.getClass().getName());
  }

  static @Nullable Database database(@Nullable Object subject) {
    if (subject instanceof SqlStatement) return ((SqlStatement) subject).database;
    return subject instanceof Database ? (Database) subject : null;
  }
}
