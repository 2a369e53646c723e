// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.fault;

import dev.faultline.agent.console.store.table.Where;
import org.jspecify.annotations.Nullable;

/** What groups of faults a list is to have. Empty texts and zeros ask for nothing. */
public final class FaultFilter {
  /** In what order. */
  public enum Sort {
    LAST("g.last_seen DESC"),
    FIRST("g.first_seen DESC"),
    COUNT("g.seen DESC"),
    /** Who came most often lately: a count that halves every hour. */
    TREND("g.heat DESC");

    final String order;

    Sort(String column) {
      order = " ORDER BY " + column + ", g.group_id DESC";
    }
  }

  public String service = "";
  public String environment = "";
  public String release = "";

  /** What became of them, such as "escaped". */
  public String state = "";

  /** Of a database's error. */
  public String category = "";

  /** Null for all that call for attention: neither resolved nor muted. */
  public @Nullable GroupStatus status;

  /** Seen at that time or later, in milliseconds since 1970. */
  public long sinceMillis;

  /** In type, message, place or request. */
  public String text = "";

  public Sort sort = Sort.LAST;
  public int limit = 100;
  public int offset;

  /** What asks for sources of that service, environment and release; null for any. */
  @Nullable Where sources() {
    if (service.isEmpty() && environment.isEmpty() && release.isEmpty()) return null;
    Where source = new Where();
    if (!service.isEmpty()) source.and("s.service=?", service);
    if (!environment.isEmpty()) source.and("s.environment=?", environment);
    if (!release.isEmpty()) source.and("s.release=?", release);
    return source;
  }
}
