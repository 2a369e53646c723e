// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.trace;

import java.sql.ResultSet;
import java.sql.SQLException;

/** That a group of faults was seen in a trace. Type and message are of its latest example. */
public final class TraceFault {
  public final String fingerprint;

  /** Empty where it does not say. */
  public final String spanId;

  public final String type;
  public final String message;

  TraceFault(ResultSet row) throws SQLException {
    fingerprint = row.getString("fingerprint");
    spanId = row.getString("span_id");
    type = row.getString("type");
    message = row.getString("message");
  }
}
