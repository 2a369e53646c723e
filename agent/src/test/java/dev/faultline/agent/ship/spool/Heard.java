// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship.spool;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Keeps what a spool tells. */
class Heard implements Spool.Listener {
  final List<Spooled> dropped = Collections.synchronizedList(new ArrayList<>());
  final List<String> reasons = Collections.synchronizedList(new ArrayList<>());
  final List<String> off = Collections.synchronizedList(new ArrayList<>());
  final List<String> on = Collections.synchronizedList(new ArrayList<>());

  @Override
  public void dropped(Spooled file, String reason) {
    dropped.add(file);
    reasons.add(reason);
  }

  @Override
  public void off(String line) {
    off.add(line);
  }

  @Override
  public void on(String line) {
    on.add(line);
  }
}
