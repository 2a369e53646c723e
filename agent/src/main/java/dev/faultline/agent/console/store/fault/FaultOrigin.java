// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.fault;

import java.sql.ResultSet;
import java.sql.SQLException;

/** How often a group of faults was seen in one release of one service. */
public final class FaultOrigin {
  public final String service;
  public final String environment;
  public final String release;
  public final long count;
  public final long lastSeenMillis;

  FaultOrigin(ResultSet row) throws SQLException {
    service = row.getString("service");
    environment = row.getString("environment");
    release = row.getString("release");
    count = row.getLong("seen");
    lastSeenMillis = row.getLong("last_seen");
  }
}
