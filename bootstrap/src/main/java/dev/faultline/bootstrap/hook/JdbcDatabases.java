// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.subject.Database;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * One {@link Database} object for equal ones, so that two statements to the same database can be
 * told by comparing references. Slots are filled from the left and never emptied; when all are
 * taken, by an application that makes up databases as it goes, new ones are simply not shared.
 */
final class JdbcDatabases {
  private static final AtomicReferenceArray<@Nullable Database> SHARED =
      new AtomicReferenceArray<>(256);

  private JdbcDatabases() {}

  static Database shared(Database database) {
    for (int i = 0; i < SHARED.length(); i++) {
      if (SHARED.get(i) == null && SHARED.compareAndSet(i, null, database)) return database;
      Database present = SHARED.get(i);
      if (present != null && same(present, database)) return present;
    }
    return database;
  }

  private static boolean same(Database a, Database b) {
    return a.port == b.port
        && a.system.equals(b.system)
        && Objects.equals(a.namespace, b.namespace)
        && Objects.equals(a.host, b.host);
  }
}
