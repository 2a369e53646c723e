// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.state;

import java.util.List;

/**
 * What outlives a restart, so that none announces again what was told or forgets what is open. The
 * engine calls it from its caller's thread, on transitions and from ticks, not for every event;
 * {@link #firstSeen} for every fault that has a fingerprint. An implementation that fails must
 * contain it: the engine goes on without.
 */
public interface AlertState {
  /**
   * Whether this is the first time, ever, that this was asked of the key; remembers it.
   *
   * @param key a service, a fingerprint and an environment
   */
  boolean firstSeen(String key, long millis);

  /** Whether that was ever asked of the key. Remembers nothing. */
  boolean isSeen(String key);

  /** What was saved and not removed; asked once, at the start. */
  List<Incident> incidents();

  /** In place of the one of the same key, if there is one. */
  void save(Incident incident);

  void remove(String key);
}
