// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.fault;

import dev.faultline.agent.console.store.table.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Another group that may have the same cause. */
public final class SimilarFault {
  private static final int MAX = 10;

  public final String fingerprint;
  public final String type;
  public final String message;
  public final long count;

  /** What they have in common, for a person. */
  public final String why;

  private SimilarFault(String fingerprint, String type, String message, long count, String why) {
    this.fingerprint = fingerprint;
    this.type = type;
    this.message = message;
    this.count = count;
    this.why = why;
  }

  /** The most alike first. */
  static List<SimilarFault> of(Connection connection, FaultHead head) throws SQLException {
    List<SimilarFault> similar = new ArrayList<>();
    Set<String> told = new HashSet<>();
    told.add(head.fingerprint);
    if (!head.where.isEmpty()) {
      add(connection, similar, told, "thrown at the same place", "t.thrown_at=?", head.where);
    }
    if (!head.request.isEmpty()) {
      String both = "t.type=? AND t.request=?";
      String why = "the same type in the same request";
      add(connection, similar, told, why, both, head.type, head.request);
    }
    if (!head.message.isEmpty()) {
      String both = "t.type=? AND t.message=?";
      add(connection, similar, told, "the same type and message", both, head.type, head.message);
    }
    return similar;
  }

  private static void add(
      Connection connection,
      List<SimilarFault> similar,
      Set<String> told,
      String why,
      String condition,
      Object... values)
      throws SQLException {
    List<SimilarFault> found =
        Sql.list(
            connection,
            row ->
                new SimilarFault(
                    row.getString(1), row.getString(2), row.getString(3), row.getLong(4), why),
            "SELECT g.fingerprint, t.type, t.message, g.seen FROM fault_text t"
                + " JOIN fault_group g ON g.group_id=t.group_id WHERE "
                + condition
                + (" ORDER BY g.last_seen DESC LIMIT " + (MAX + told.size())),
            values);
    for (SimilarFault each : found) {
      if (similar.size() < MAX && told.add(each.fingerprint)) similar.add(each);
    }
  }
}
