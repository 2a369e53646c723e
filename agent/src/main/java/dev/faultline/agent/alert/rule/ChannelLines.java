// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.rule;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Understands the lines of a rule file that begin with {@code channel}. */
public interface ChannelLines {
  /**
   * @param text the line from after the word {@code channel}, without comment
   * @return null, or what is wrong with it; never with a secret in it
   */
  @Nullable String channel(String text, int line);

  /** Of all lines that were understood; null where rules may name any channel. */
  @Nullable Collection<String> names();
}
