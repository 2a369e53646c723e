// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.timing;

import dev.faultline.agent.enrich.sql.SqlDigest;
import dev.faultline.bootstrap.subject.Database;
import dev.faultline.bootstrap.subject.SqlStatement;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Digests of the texts that spans come with, those used last made only once: an agent tells the
 * text with each execution. For any thread.
 */
final class Digests {
  private static final int MOST = 512;

  /** Longer texts are digested each time. */
  private static final int LONGEST = 4 << 10;

  private static final Map<String, SqlDigest> LATEST =
      new LinkedHashMap<String, SqlDigest>(2 * MOST, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, SqlDigest> eldest) {
          return size() > MOST;
        }
      };

  private Digests() {}

  /**
   * @param system the name that the span has for the kind of database; may be empty
   */
  static SqlDigest of(String text, String system) {
    if (text.length() > LONGEST) return make(text, system);
    synchronized (LATEST) {
      return LATEST.computeIfAbsent(system + ' ' + text, key -> make(text, system));
    }
  }

  private static SqlDigest make(String text, String system) {
    return SqlDigest.of(new SqlStatement(text, new Database(system, null, null, 0)));
  }
}
