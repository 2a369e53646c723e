// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.state;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjLongConsumer;

/** Lives as long as the process, or for as long as somebody copies it elsewhere. Bounded. */
public class MemoryState implements AlertState {
  /** So many first sightings are remembered; of more, those not seen for longest are forgotten. */
  static final int MAX_SEEN = 10_000;

  private final Map<String, Long> seen =
      new LinkedHashMap<String, Long>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MAX_SEEN;
        }
      };

  private final Map<String, Incident> incidents = new LinkedHashMap<>();

  @Override
  public boolean firstSeen(String key, long millis) {
    if (seen.get(key) != null) return false; // and now it was seen last
    seen.put(key, millis);
    return true;
  }

  @Override
  public boolean isSeen(String key) {
    return seen.get(key) != null;
  }

  @Override
  public List<Incident> incidents() {
    return new ArrayList<>(incidents.values());
  }

  @Override
  public void save(Incident incident) {
    incidents.put(incident.key, incident);
  }

  @Override
  public void remove(String key) {
    incidents.remove(key);
  }

  boolean has(String key) {
    return incidents.containsKey(key);
  }

  /** Those not seen for longest come first. */
  void seen(ObjLongConsumer<String> to) {
    seen.forEach((key, millis) -> to.accept(key, millis));
  }
}
