// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

import dev.faultline.agent.alert.notice.Notice;

/** Hears what became of notices, on any thread, one after another; must return soon. */
public interface Deliveries {
  /**
   * Of one notice and one channel, once it is settled; of a notice that went on to a fallback, once
   * for each of the two.
   *
   * @param channel its name
   * @param detail why not, without secrets; empty where there is nothing to say
   */
  void settled(Notice notice, String channel, boolean ok, String detail);

  /**
   * Another channel will be tried, of which it is told as well; called before that of the first.
   *
   * @param from the name of the one that failed
   * @param to that of the other
   */
  default void handedOn(Notice notice, String from, String to) {}
}
