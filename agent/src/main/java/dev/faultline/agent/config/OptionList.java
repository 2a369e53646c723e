// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Options of one topic, in the order in which they are declared. */
final class OptionList {
  private final List<Option<?>> all = new ArrayList<>();

  /** Declares one, with its default as a user would write it. */
  <T> Option<T> option(Kind<T> kind, String key, String byDefault) {
    return listed(Option.of(kind, key, byDefault));
  }

  /**
   * Declares one that has no default.
   *
   * @param absent what happens then, for the README
   */
  <T> Option<T> option(Kind<T> kind, String key, @Nullable T nothing, String absent) {
    return listed(Option.of(kind, key, nothing, absent));
  }

  List<Option<?>> all() {
    return Collections.unmodifiableList(all);
  }

  private <T> Option<T> listed(Option<T> option) {
    all.add(option);
    return option;
  }
}
