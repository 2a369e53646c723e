// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.lane.Lanes;
import dev.faultline.bootstrap.trace.Part;
import dev.faultline.bootstrap.trace.Span;
import java.util.ArrayList;
import java.util.List;

/** Takes what was recorded off the lanes, as the shipper would. */
final class Recorded {
  private Recorded() {}

  static List<Span> spans() {
    List<Span> spans = new ArrayList<>();
    for (Part part = Lanes.PARTS.poll(); part != null; part = Lanes.PARTS.poll()) {
      for (Span span = part.first; span != null; span = span.next) spans.add(span);
    }
    return spans;
  }

  static List<Sighting> sightings() {
    List<Sighting> sightings = new ArrayList<>();
    for (Sighting each = Lanes.SIGHTINGS.poll(); each != null; each = Lanes.SIGHTINGS.poll()) {
      sightings.add(each);
    }
    return sightings;
  }
}
