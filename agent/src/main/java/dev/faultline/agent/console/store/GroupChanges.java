// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store;

import dev.faultline.agent.console.store.table.Sql;
import java.util.Collection;
import java.util.Collections;

/** What a person decides about groups of faults. Each returns whether there is such a group. */
public final class GroupChanges {
  private static final String SET = "UPDATE fault_group SET acknowledged=TRUE, ";
  private static final String UNMUTED = "muted=FALSE, muted_until=NULL, muted_until_count=NULL";
  private static final String WHERE = " WHERE fingerprint=?";

  /** Each service and environment may see it again by itself. */
  private static final String PLACES =
      "UPDATE fault_source SET resolved_at=? WHERE group_id IN"
          + " (SELECT group_id FROM fault_group WHERE fingerprint=?)";

  private final Store store;

  GroupChanges(Store store) {
    this.store = store;
  }

  /** It is dealt with, until it is seen again. */
  public boolean resolve(String fingerprint) {
    return resolve(Collections.singletonList(fingerprint)) > 0;
  }

  /** How many of them there are, which now are resolved. */
  public int resolve(Collection<String> fingerprints) {
    int[] count = {0};
    long now = System.currentTimeMillis();
    store.change(
        connection -> {
          String sql = SET + "regressed=FALSE, resolved_at=?, " + UNMUTED + WHERE;
          for (String each : fingerprints) {
            count[0] += Sql.update(connection, sql, now, each);
            Sql.update(connection, PLACES, now, each);
          }
        });
    return count[0];
  }

  /** It is not dealt with after all. */
  public boolean reopen(String fingerprint) {
    return change("regressed=FALSE, resolved_at=NULL, " + UNMUTED, fingerprint);
  }

  public boolean muteForever(String fingerprint) {
    return mute("muted_until=NULL, muted_until_count=NULL", fingerprint);
  }

  public boolean muteUntil(String fingerprint, long millis) {
    return mute("muted_until=" + millis + ", muted_until_count=NULL", fingerprint);
  }

  /** Until it was seen ten times as often as it was up to now. */
  public boolean muteUntilTenfold(String fingerprint) {
    return mute("muted_until=NULL, muted_until_count=seen*10", fingerprint);
  }

  public boolean unmute(String fingerprint) {
    return change(UNMUTED, fingerprint);
  }

  private boolean mute(String until, String fingerprint) {
    return change("muted=TRUE, regressed=FALSE, resolved_at=NULL, " + until, fingerprint);
  }

  private boolean change(String what, String fingerprint) {
    int[] count = {0};
    store.change(connection -> count[0] = Sql.update(connection, SET + what + WHERE, fingerprint));
    return count[0] > 0;
  }
}
