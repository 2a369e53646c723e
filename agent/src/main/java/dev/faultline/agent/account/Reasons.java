// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.account;

import dev.faultline.agent.ship.Account;
import dev.faultline.agent.ship.Tally;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;

/**
 * What was dropped, by reason. Reasons for which nothing was have a zero, so that an alert can be
 * set up before there is anything to alert of.
 */
final class Reasons {
  private Reasons() {}

  static CompositeData of(Tally tally) {
    Map<String, Long> counts = new TreeMap<>();
    for (String each : Account.REASONS) counts.put(each, 0L);
    counts.putAll(tally.dropped);
    return of("Dropped", counts);
  }

  static CompositeData of(String what, Map<String, Long> counts) {
    String[] names = counts.keySet().toArray(new String[0]);
    OpenType<?>[] types = new OpenType<?>[names.length];
    Arrays.fill(types, SimpleType.LONG);
    try {
      CompositeType type = new CompositeType(what, "By reason", names, names, types);
      return new CompositeDataSupport(type, counts);
    } catch (OpenDataException e) {
      throw new IllegalStateException(e);
    }
  }
}
