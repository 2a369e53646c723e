// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.notice;

/** Takes what the engine has to say, on the thread that called the engine; must not call it. */
public interface AlertSink {
  /** To be delivered. */
  void tell(Notice notice);

  /**
   * Not to be delivered, but worth a line in the history.
   *
   * @param why {@code silence ...}, {@code maintenance ...} or {@code inhibited by RULE}
   */
  default void held(Notice notice, String why) {}
}
