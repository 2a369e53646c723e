// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.otlp;

import dev.faultline.bootstrap.subject.Database;
import dev.faultline.bootstrap.subject.SqlStatement;
import dev.faultline.bootstrap.trace.Span;
import dev.faultline.bootstrap.trace.SpanType;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes what is known of a database call. What a statement and its database say is the same for
 * each execution, and most of a span's bytes: it is made once and kept ready by {@link
 * StatementCache}.
 */
final class DatabaseEncoder {
  private static final Key BATCH_SIZE = new Key("db.operation.batch.size");
  private static final Key FOLD_COUNT = new Key("faultline.fold.count");
  private static final Key FOLD_TOTAL = new Key("faultline.fold.total_seconds");
  private static final Key FOLD_MIN = new Key("faultline.fold.min_seconds");
  private static final Key FOLD_MAX = new Key("faultline.fold.max_seconds");

  private final Attributes attributes;
  private final StatementCache statements = new StatementCache();

  DatabaseEncoder(Attributes attributes) {
    this.attributes = attributes;
  }

  String name(SpanType type, SqlStatement statement) {
    String name = statements.of(statement).name;
    return type == SpanType.STATEMENT ? name : type.name() + ' ' + name;
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
      subject(subject instanceof Database ? (Database) subject : StatementCache.UNKNOWN);
      attributes.put(StatementCache.OPERATION, span.type.name());
    }
    if (span.type == SpanType.BATCH && span.size > 1) attributes.put(BATCH_SIZE, span.size);
    if (span.fold != null) fold(span.fold);
    if (span.error != null) error(span.error, database(subject));
  }

  void subject(SqlStatement statement) throws IOException {
    attributes.put(statements.of(statement).attributes);
  }

  void subject(Database database) throws IOException {
    attributes.put(statements.of(database));
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
