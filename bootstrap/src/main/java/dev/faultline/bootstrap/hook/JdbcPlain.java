// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.subject.Database;
import dev.faultline.bootstrap.subject.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * The state of a plain statement: what it did last, so that a failure of its results can be told
 * with its text. Written, like the statement, by one thread at a time.
 */
final class JdbcPlain {
  final @Nullable Database database;

  /** Null before the first. */
  @Nullable SqlStatement last;

  JdbcPlain(@Nullable Database database) {
    this.database = database;
  }
}
